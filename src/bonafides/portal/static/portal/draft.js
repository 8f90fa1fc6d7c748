"use strict";
/* A long form at a counter with a bad connection: what is typed is kept on this phone until the register has it. Photos are not
   kept, nor anything of a form that was sent. Without this script the form works as any other. */
(() => {
  for (const one of document.querySelectorAll("[data-sent]")) {
    try { localStorage.removeItem("draft " + one.dataset.sent); } catch { /* nothing was kept */ }
  }
  const form = document.querySelector("form[data-draft]");
  const said = document.getElementById("draft");
  if (!form || !said) return;
  const key = "draft " + form.dataset.draft;
  const kept = (one) => one.name && !["file", "hidden", "password", "submit"].includes(one.type);
  const say = (word) => { said.textContent = said.dataset[word]; said.hidden = false; };

  const read = () => {
    const told = {};
    for (const one of form.elements) {
      if (!kept(one)) continue;
      if (one.type === "radio" || one.type === "checkbox") {
        if (one.checked) (told[one.name] ||= []).push(one.value);
      } else if (one.value) told[one.name] = [one.value];
    }
    return told;
  };
  const write = (told) => {
    for (const one of form.elements) {
      if (!kept(one)) continue;
      const values = told[one.name] || [];
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else one.value = values[0] || "";
    }
  };
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* a phone that keeps nothing: the form works all the same */ }
    return null;
  };

  const before = stored();
  if (before && !Object.keys(read()).length) {
    try { write(JSON.parse(before)); say("restored"); } catch { stored(null); }
  } else say("kept");

  form.addEventListener("input", () => stored(JSON.stringify(read())));
  window.addEventListener("offline", () => say("offline"));
  window.addEventListener("online", () => say("kept"));
  form.addEventListener("submit", (event) => {
    stored(JSON.stringify(read()));
    if (navigator.onLine === false) { event.preventDefault(); say("offline"); said.scrollIntoView(); }
  });
})();
