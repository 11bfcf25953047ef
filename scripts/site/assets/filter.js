// Shows the rows of the table of controls that have every word that is looked for.
const field = document.getElementById("filter");
const found = document.getElementById("found");
const rows = [...document.querySelectorAll("#controls tbody tr")].map((row) => ({
  row,
  words: `${row.textContent} ${row.dataset.words}`.toLowerCase(),
}));

function filter() {
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { row, words } of rows) {
    row.hidden = !wanted.every((word) => words.includes(word));
    if (!row.hidden) count += 1;
  }
  found.textContent = wanted.length === 0 ? "" : `${count} of ${rows.length}`;
}

field.addEventListener("input", filter);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || document.activeElement === field) return;
  event.preventDefault();
  field.focus();
});
filter();
