// Loads the page again after each build of `lorepress serve`, and shows why one failed. Published sites do not have this file.
const script = document.currentScript.src;
const version = new URL(script).search.slice(1);
const events = new EventSource(new URL("events", script));

events.addEventListener("built", ({ data }) => {
  if (data !== version) location.reload();
});

events.addEventListener("failed", ({ data }) => {
  const id = "lorepress-failed";
  const box = document.getElementById(id) ?? document.createElement("pre");
  box.id = id;
  box.setAttribute("role", "alert");
  box.textContent = data;
  Object.assign(box.style, { margin: 0, padding: "1em", background: "#a00", color: "#fff", whiteSpace: "pre-wrap" });
  document.body.prepend(box);
});
