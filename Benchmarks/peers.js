// Reads, or reads and writes, a calendar with ical.js, and prints one JSON object as the other drivers do.
//
//     node peers.js parse|parse-write FILE

const fs = require("node:fs");
const [mode, path] = process.argv.slice(2);

async function library() {
  for (const name of ["ical.js", "/usr/share/nodejs/ical.js"]) {
    try {
      const module = await import(name);
      return module.default ?? module;
    } catch {
      // Looked for in the next place.
    }
  }
  return null;
}

library().then((ICAL) => {
  if (!ICAL) return console.log(JSON.stringify({ mode, missing: true }));
  const text = fs.readFileSync(path, "utf8");
  const start = process.hrtime.bigint();
  const calendar = ICAL.parse(text);
  if (mode === "parse-write") ICAL.stringify(calendar);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const bytes = fs.statSync(path).size;
  const peakKiB = process.resourceUsage().maxRSS;
  console.log(JSON.stringify({ mode, seconds, bytes, items: calendar[2].length, peakKiB }));
});
