// Says where the reader's own figures stand among those that the page holds. It asks no server for anything: the page's policy forbids it.
'use strict';

const largestFile = 16 * 1024 * 1024;
const rows = [...document.querySelectorAll('tr[data-name]')];
const said = document.getElementById('said');
const figures = text => text.split(' ').map(word => word === '-' ? null : Number(word));

function place(value, [p10, p25, p50, p75, p90]) {
  if (p90 !== null && value > p90) return 'in the highest tenth';
  if (p75 !== null && value > p75) return 'in the highest quarter';
  if (p10 !== null && value < p10) return 'in the lowest tenth';
  if (p25 !== null && value < p25) return 'in the lowest quarter';
  if (p50 === null || value === p50) return 'at the middle';
  return value > p50 ? 'above the middle' : 'below the middle';
}

const numberIn = input => input && input.value !== '' && Number(input.value) >= 0 ? Number(input.value) : null;

function show(row) {
  const calls = numberIn(row.querySelector('.calls'));
  const failed = numberIn(row.querySelector('.failed'));
  const parts = [];
  if (calls !== null) parts.push(place(calls, figures(row.dataset.calls)));
  if (calls > 0 && failed !== null && failed <= calls) {
    const [p25, p50, p75] = figures(row.dataset.errors);
    parts.push(`errors ${Math.round(1000 * failed / calls) / 10}%, ${place(failed / calls, [null, p25, p50, p75, null])}`);
  }
  row.querySelector('output').textContent = parts.join('; ');
}

// Takes what `tooltime tools --json` prints: rows with a name, calls, and where they were observed, errors.
function fill(text) {
  const mine = new Map(JSON.parse(text).rows.map(row => [row.name, row]));
  let found = 0;
  for (const row of rows) {
    const own = mine.get(row.dataset.name);
    if (!own || !Number.isFinite(own.calls)) continue;
    found++;
    row.querySelector('.calls').value = own.calls;
    const failed = row.querySelector('.failed');
    if (failed) failed.value = Number.isFinite(own.errors) ? own.errors : '';
    show(row);
  }
  said.textContent = `${found} of ${mine.size} names are among these.`;
}

async function read(file) {
  if (!file) return;
  try {
    if (file.size > largestFile) throw new RangeError();
    fill(await file.text());
  } catch {
    said.textContent = 'This is no file of `tooltime tools --json`.';
  }
}

for (const row of rows) row.addEventListener('input', () => show(row));
document.getElementById('file')?.addEventListener('change', event => read(event.target.files[0]));
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => { event.preventDefault(); read(event.dataTransfer.files[0]); });
