// levels_independent.mjs - every level, by the words of the rule alone.
//
//   node levels_independent.mjs PACK
//
// "Levels are cumulative: level n is attained when every binding criterion of
// levels 1..n is met.  A maintenance criterion binds only if level 3 was
// attained in the previous year's final publication."
import { readFileSync } from "node:fs";

const pack = JSON.parse(readFileSync(process.argv[2], "utf8"));
const lines = [];

function binding(criterion, previous) {
	return !criterion.maintenance || previous === 3;
}

function attained(requirement, met, previous) {
	const asked = n => requirement.levels
		.filter(level => level.level >= 1 && level.level <= n)
		.flatMap(level => level.criteria)
		.filter(criterion => binding(criterion, previous));
	return [3, 2, 1].find(n => asked(n).every(c => met.has(c.id))) ?? 0;
}

for (const requirement of pack.requirements) {
	const codes = requirement.levels.flatMap(level => level.criteria.map(c => c.id));
	for (const previous of ["none", 0, 1, 2, 3]) {
		for (let bits = 0; bits < 2 ** codes.length; bits++) {
			const met = new Set(codes.filter((_, i) => (bits >> i) & 1));
			const shown = codes.map(code => met.has(code) ? "1" : "0").join("");
			lines.push(`${requirement.number} ${previous} ${shown} ${attained(requirement, met, previous)}\n`);
		}
	}
}
process.stdout.write(lines.join(""));
