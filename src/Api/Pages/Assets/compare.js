// Compares the reader's own figures with those in the page. It sends no requests: the page's policy forbids them.
'use strict';

const largestFile = 16 * 1024 * 1024;
// The community's rates are those of people with at least this many calls whose outcome was seen.
const leastObserved = 5;
// For rows filled from a file: the calls whose outcome was seen.
const observedOf = new Map();
const rows = [...document.querySelectorAll('tr[data-name]')];
const said = document.getElementById('said');
const figures = text => text.split(' ').map(word => word === '-' ? null : Number(word));

function place(value, [p10, p25, p50, p75, p90]) {
  if (p90 !== null && value > p90) return 'in the highest tenth';
  if (p75 !== null && value > p75) return 'in the highest quarter';
  if (p10 !== null && value < p10) return 'in the lowest tenth';
  if (p25 !== null && value < p25) return 'in the lowest quarter';
  if (p50 === null || value === p50) return 'at the median';
  return value > p50 ? 'above the median' : 'below the median';
}

const numberIn = input => input && input.value !== '' && Number(input.value) >= 0 ? Number(input.value) : null;

function show(row) {
  const calls = numberIn(row.querySelector('.calls'));
  const failed = numberIn(row.querySelector('.failed'));
  const parts = [];
  if (calls !== null) parts.push(place(calls, figures(row.dataset.calls)));
  const observed = observedOf.get(row) ?? calls;
  if (failed !== null && failed <= observed && observed > 0) {
    const [p25, p50, p75] = figures(row.dataset.errors);
    const where = observed < leastObserved ? 'too few calls to compare' : place(failed / observed, [null, p25, p50, p75, null]);
    parts.push(`errors ${Math.round(1000 * failed / observed) / 10}%, ${where}`);
  }
  row.querySelector('output').textContent = parts.join('; ');
}

// Reads the output of `tooltime tools --json`: rows with a name, calls and, if observed, errors.
function fill(text) {
  const mine = new Map(JSON.parse(text).rows.map(row => [row.name, row]));
  let found = 0;
  for (const row of rows) {
    const own = mine.get(row.dataset.name);
    if (!own || row.dataset.kind !== 'tool' || !Number.isFinite(own.calls)) continue;
    found++;
    row.querySelector('.calls').value = own.calls;
    if (Number.isFinite(own.observed_calls)) observedOf.set(row, own.observed_calls);
    const failed = row.querySelector('.failed');
    if (failed) failed.value = Number.isFinite(own.errors) ? own.errors : '';
    show(row);
  }
  said.textContent = `${found} of ${mine.size} names are in this table.`;
}

async function read(file) {
  if (!file) return;
  try {
    if (file.size > largestFile) throw new RangeError();
    fill(await file.text());
  } catch {
    said.textContent = 'This is not a file of `tooltime tools --json`.';
  }
}

for (const row of rows) row.addEventListener('input', () => { observedOf.delete(row); show(row); });
document.getElementById('file')?.addEventListener('change', event => read(event.target.files[0]));
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => { event.preventDefault(); read(event.dataTransfer.files[0]); });
