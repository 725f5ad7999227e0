// Reads dumps of a Wikibase with wikibase-sdk and prints what it understood, one item a line.
// node wikibase.mjs DUMP…     (an empty line ends each dump)
import { readFileSync, writeSync } from "node:fs";
import { simplifyEntity, wikibaseTimeToISOString } from "wikibase-sdk";

const options = {
  keepNonTruthy: true,
  keepQualifiers: true,
  keepRanks: true,
  keepReferences: true,
  keepRichValues: true,
  keepSnaktypes: true,
  keepTypes: true,
  // The library's own converter refuses what is no time, but drops what the precision hides.
  timeConverter: (value) => wikibaseTimeToISOString(value) && value.time,
};

const readers = {
  "wikibase-item": (value) => ["item", value],
  string: (value) => ["text", value],
  url: (value) => ["text", value],
  monolingualtext: (value) => ["monolingual", value.language, value.text],
  time: (value) => ["time", value.time, value.precision, value.calendarmodel],
  quantity: (value) => ["quantity", (value.amount < 0 ? "" : "+") + value.amount, value.unit],
  "globe-coordinate": (value) => ["coordinate", value.latitude, value.longitude, value.precision, value.globe],
};

const snak = (property, { snaktype, datatype, value }) => [
  property,
  ...(snaktype === "value" ? readers[datatype](value) : [snaktype]),
];

const snaks = (grouped) =>
  Object.entries(grouped).flatMap(([property, group]) => group.map((one) => snak(property, one)));

const statement = (property, said) => [
  snak(property, said),
  said.rank,
  snaks(said.qualifiers),
  said.references.map(snaks),
];

function item({ id, labels, descriptions, aliases, claims }) {
  const statements = Object.entries(claims).flatMap(([property, group]) =>
    group.map((said) => statement(property, said)),
  );
  return { id, labels, descriptions, aliases, statements };
}

for (const dump of process.argv.slice(2)) {
  const entities = JSON.parse(readFileSync(dump, "utf-8"));
  const lines = entities.map((entity) => JSON.stringify(item(simplifyEntity(entity, options))) + "\n");
  const bytes = Buffer.from(lines.join("") + "\n");
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(1, bytes, written);
  }
}
