// Answers for one day from the intervals in the page, so it is right although the site was built on an earlier day.
"use strict";

(() => {
  const form = document.querySelector("form.ask");
  const field = document.getElementById("page--day");
  const answer = document.getElementById("page--answer");
  const intervals = [...document.querySelectorAll("#page--days > li")];
  if (!form || !field || !answer) return;

  // The day that it is now in a time zone, as ISO 8601 writes it.
  const today = (timeZone) => {
    const form = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" };
    const parts = new Intl.DateTimeFormat("en", form).formatToParts(new Date());
    return ["year", "month", "day"].map((type) => parts.find((part) => part.type === type).value).join("-");
  };

  // ISO days of four-digit years are in order as strings; an interval's end is no day of it.
  const holds = ({ first, end }, day) => (!first || first <= day) && (!end || day < end);

  const tell = (day) => {
    const found = /^\d{4}-\d{2}-\d{2}$/.test(day) ? intervals.find((one) => holds(one.dataset, day)) : undefined;
    for (const one of intervals) {
      if (one === found) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    answer.replaceChildren(...(found ? [...found.cloneNode(true).childNodes] : []));
  };

  const given = location.hash.slice(1);
  field.type = "date";
  field.value = /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : today(form.dataset.zone);
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    tell(field.value);
    if (field.value) history.replaceState(null, "", `#${field.value}`);
  });
  form.hidden = false;
  tell(field.value);
})();
