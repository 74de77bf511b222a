// A build plugin for Netlify: hands folders on from one build to the next. `archives` are clones of archives, `.lorepress`
// is what builds keep, `programs` is lorepress itself, and `target` what was compiled.

const FOLDERS = ["archives", ".lorepress", "programs", "target"];

exports.onPreBuild = ({ utils }) => utils.cache.restore(FOLDERS);
// Also after a build that failed: the archive is good all the same.
exports.onEnd = ({ utils }) => utils.cache.save(FOLDERS);
