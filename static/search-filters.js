// The filters of a search and the names that complete it: loaded when results are shown, which do not wait for them. The filters
// belong to the form, so that what is chosen is what it says.

/**
 * @typedef {{kind: string, title: string, href: string, count: number}} Name
 * @typedef {{value: string, label: string, count: number}} Bucket
 */

/** Values of a filter that are seen at once; the rest is folded. */
const SEEN = 6;
const TITLES = {
  kind: t("filter-kind"), state: t("filter-state"), year: t("filter-year"), list: t("filter-list"), author: t("filter-author"),
};

const KIND_LABELS = { series: t("nav-series"), author: t("nav-authors"), subsystem: t("nav-subsystems"), digest: t("nav-digests") };

/** The filters that have values. */
function known(facets) {
  return Object.fromEntries(Object.entries(facets).filter(([, buckets]) => buckets.length));
}

export class Filters {
  /** What the filters offer, and which of them show all of it. */
  #facets = {};
  #unfolded = new Set();

  /** @param {object} page the site's address, the names of filters and of what they offer, and what puts elements into the page */
  constructor(page) {
    this.page = page;
  }

  /** @param {Name[]} names */
  showNames(names) {
    const { make, root, number, byId, replace, kinds } = this.page;
    const row = ({ title, href, kind, count }) => make("li", {},
      make("a", { href: root + href, textContent: title }), " ",
      make("span", { className: "meta", textContent: `${kinds[kind]} · ${number(count)}${count < 10 ? "" : "+"}` }));
    replace(byId("names").firstElementChild, names.map(row));
    byId("names").hidden = names.length === 0;
  }

  /** What an answer has; one that still grows does not know all. */
  offer(facets, done) {
    this.#facets = done ? facets : { ...this.#facets, ...known(facets) };
  }

  /**
   * What can be chosen, and what is chosen, even where nothing has it. They have their place on the page as soon as there will be some.
   */
  show(chosen, coming = false) {
    const { facets, byId, replace } = this.page;
    const filters = byId("filters");
    const fields = facets.map((facet) => this.#field(facet, chosen)).filter(Boolean);
    replace(filters.lastElementChild, fields);
    filters.hidden = fields.length === 0 && !coming;
    const count = facets.reduce((sum, facet) => sum + chosen[facet].length, 0);
    filters.querySelector("summary .count").textContent = count ? t("search-chosen", { count }) : "";
  }

  #field(facet, chosen) {
    const { make } = this.page;
    const values = chosen[facet];
    const offered = this.#facets[facet] ?? [];
    const unseen = values.filter((value) => !offered.some((bucket) => bucket.value === value));
    const all = [...unseen.map((value) => ({ value, label: value, count: 0 })), ...offered];
    if (all.length < 2 && !values.length) return null;
    const open = this.#unfolded.has(facet);
    const seen = open ? all : all.filter(({ value }, at) => at < SEEN || values.includes(value));
    const field = make("fieldset", {}, make("legend", { textContent: TITLES[facet] }));
    field.append(...seen.map((bucket) => this.#choice(facet, bucket, values.includes(bucket.value))));
    if (seen.length < all.length) field.append(this.#unfold(facet, all.length, chosen));
    return field;
  }

  #choice(facet, { value, label, count }, checked) {
    const { make, number, states } = this.page;
    const shown = { kind: KIND_LABELS, state: states }[facet]?.[value] ?? label;
    const input = make("input", { type: "checkbox", name: facet, value, checked });
    input.setAttribute("form", "search");
    return make("label", {}, input, make("span", { textContent: shown }), make("span", { className: "count", textContent: number(count) }));
  }

  #unfold(facet, count, chosen) {
    const { make, number, byId } = this.page;
    const button = make("button", { type: "button", textContent: t("search-all", { number: number(count) }) });
    button.addEventListener("click", () => {
      const at = button.parentElement.querySelectorAll("input").length;
      this.#unfolded.add(facet);
      this.show(chosen);
      byId("filters").querySelectorAll(`input[name="${facet}"]`)[at]?.focus();
    });
    return button;
  }
}
