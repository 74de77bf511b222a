/**
 * A single mail that was named: its series, or the digests of its commit. Loaded for queries that look like a name.
 */
"use strict";

(function (root) {
  const Terms = root.SearchParts || require("./search-terms.js");

  const LISTED_DIGITS = 12;

  /**
   * What was typed as the name of one mail: a Message-ID, bare if it has a digit that addresses seldom have, in
   * brackets, or in the address of an archive's page, also as a line of a mail has them; or a commit, by at least
   * seven digits.
   * @param {string} typed
   * @returns {{id: string} | {prefix: string} | null}
   */
  function mailOf(typed) {
    if (typed.length > Terms.MOST_TYPED) return null;
    const text = typed.trim().replace(/^(?:message-id|in-reply-to|link|closes|commit|mid|m|id):\s*/i, "");
    if (/^(?=.*\d)[0-9a-f]{7,40}$/i.test(text)) return { prefix: text.slice(0, LISTED_DIGITS).toLowerCase() };
    const [, bracketed] = /^<([^\s<>]+@[^\s<>]+)>$/.exec(text) ?? [];
    const [, linked] = /^(?:https?:\/\/|(?=[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}\/))[^\s?#]*?\/([^\s/?#]+(?:@|%40)[^\s/?#]+)/i.exec(text) ?? [];
    const [bare] = /^[^\s<>@:]*\d[^\s<>@:]*@[^\s<>]+$/.exec(text) ?? [];
    const id = bracketed ?? linked ?? bare;
    if (!id) return null;
    try {
      return { id: linked ? decodeURIComponent(id) : id };
    } catch {
      return { id };
    }
  }

  /**
   * The documents of a mail that was named.
   * @param {object} search as in `search-run.js`
   * @returns {Promise<Set<number>>}
   */
  async function find(search) {
    const found = new Set();
    const mail = mailOf(search.request.q);
    const listed = mail && await search.attempt("search/ids.json", () => search.engine.json("search/ids.json"));
    if (!listed) return found;
    const files = (shards) => (mail.id ? shards.filesOf(mail.id) : shards.filesFrom(mail.prefix));
    await Promise.all(Terms.Shards.all(listed).flatMap(files).map(async (name) => {
      const lines = await search.lines(name);
      for (const [id, line] of lines ?? []) {
        if (mail.id ? id !== mail.id : !id.startsWith(mail.prefix)) continue;
        for (const ref of Terms.readSet(line)) found.add(ref);
      }
    }));
    return found;
  }

  root.SearchMail = { mailOf, find };
  if (typeof module !== "undefined") module.exports = root.SearchMail;
})(typeof self !== "undefined" ? self : globalThis);
