// Shows the prepared banner of the last announced version whose day has come since the site was built.
"use strict";

(() => {
  const box = document.getElementById("page--coming");
  if (!box) return;

  // The day that it is now in a time zone, as ISO 8601 writes it.
  const today = (timeZone) => {
    const form = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" };
    const parts = new Intl.DateTimeFormat("en", form).formatToParts(new Date());
    return ["year", "month", "day"].map((type) => parts.find((part) => part.type === type).value).join("-");
  };

  const day = today(box.dataset.zone);
  const begun = [...box.children].filter((banner) => banner.dataset.first <= day);
  const last = begun[begun.length - 1];
  if (last && last.textContent.trim()) last.hidden = false;
})();
