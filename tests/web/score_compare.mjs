// score_compare.mjs - what the program says of random assessments, computed
// again.
//
//   score_random ... | node score_compare.mjs NAME PACK...
//
// Each assessment is a line that says what it is and one that says what the
// program makes of it; the second must be the same to the byte.  Of those that
// are not, the one with the least in it is shown.
import { readPacks, readCase, sizeOf, standingsOf, figuresOf, initiativesOf }
	from "./score_independent.mjs";

const [name, ...files] = process.argv.slice(2);
const packs = readPacks(files);
// What must have been among them for the rest to mean anything.
const seen = Object.fromEntries(["satisfactory", "satisfactory-with-improvement-plan",
	"not-satisfactory", "nothing in play", "everything exempt", "all at 2",
	"limited by training", "a maintenance criterion that binds",
	"one that does not", "a fraction that was rounded"].map(what => [what, 0]));
const types = new Set();
let compared = 0, different = 0, shortest = null;

function figuresText(code, f) {
	return ` | ${code} ${f.points}/${f.of} ${f.percent ?? -1} ${f.inPlay} ${f.notRelevant} ` +
		`${f.exempt} ${f.below.length} ${f.planned} ${f.levels.join()} ${f.grade} ${f.words}`;
}

function maintained(standings, binds) {
	return standings.some(s => (s.answer.previous === 3) === binds &&
		s.answer.requirement.criteria.some((c, i) => c.maintenance &&
			s.answer.ticks[i] !== "1" && s.claimed === (binds ? c.level - 1 : 3)));
}

function note(one, standings, all) {
	const count = (what, is) => { seen[what] += is ? 1 : 0; };
	types.add(one.pack.type);
	count(all.grade, true);
	count("nothing in play", all.of === 0);
	count("everything exempt", all.exempt === standings.length);
	count("all at 2", all.levels[2] === standings.length);
	count("limited by training", standings.some(s => s.level < s.claimed));
	count("a fraction that was rounded", all.of > 0 && 100 * all.points % all.of !== 0);
	count("a maintenance criterion that binds", maintained(standings, true));
	count("one that does not", maintained(standings, false));
}

// The one figure that the rule itself gives.
function promised(all, pack, standings) {
	const shows = pack.rounding === "down" ? 66 : 67;
	if (all.levels[2] === standings.length && all.percent !== shows)
		throw new Error(`all at level 2 shows ${all.percent}`);
}

function compare(line, said) {
	const one = readCase(line, packs);
	const standings = standingsOf(one);
	const all = figuresOf(one.pack, standings);
	const want = standings.map(s => s.claimed).join("") + " " +
		standings.map(s => s.level).join("") + figuresText("ALL", all) +
		initiativesOf(one.pack, standings).map(([code, f]) => figuresText(code, f)).join("");
	compared++;
	note(one, standings, all);
	promised(all, one.pack, standings);
	if (said === want)
		return;
	different++;
	if (shortest === null || sizeOf(one) < sizeOf(shortest.one))
		shortest = { one, line, said, want };
}

// As much as is there at a time, so that never all of it is held.
async function lines(stream, each) {
	let rest = "";
	stream.setEncoding("utf8");
	for await (const chunk of stream) {
		const whole = (rest + chunk).split("\n");
		rest = whole.pop();
		whole.forEach(each);
	}
	if (rest !== "")
		throw new Error("the last line has no end");
}

function report(wanted) {
	const missing = Object.keys(seen).filter(what => seen[what] === 0);
	console.log(`# of ${types.size} types: ` +
		Object.entries(seen).map(([what, n]) => `${what} ${n}`).join(", "));
	if (compared !== wanted || missing.length > 0 || different > 0) {
		console.log(`not ok - ${name}`);
		console.log(`# ${compared} compared of ${wanted}, ${different} different`);
		missing.forEach(what => console.log(`# none had: ${what}`));
		if (shortest !== null)
			console.log(`# the shortest:  ${shortest.line}\n# program:     ` +
				`${shortest.said}\n# independent: ${shortest.want}`);
		process.exit(1);
	}
	console.log(`ok - ${name}: ${compared} assessments`);
}

let first = null;
await lines(process.stdin, line => {
	if (first === null) {
		first = line;
	} else {
		compare(first, line);
		first = null;
	}
});
report(Number(process.env.COUNT));
