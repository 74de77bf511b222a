// A build plugin for Netlify: hands folders on from one build to the next. `archives` is where README.md clones to,
// `.lorepress` is what was imported, `target` what was compiled.

const FOLDERS = ["archives", ".lorepress", "target"];

exports.onPreBuild = ({ utils }) => utils.cache.restore(FOLDERS);
// Also after a build that failed: the archive is good all the same.
exports.onEnd = ({ utils }) => utils.cache.save(FOLDERS);
