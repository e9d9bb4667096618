// score_commands.mjs - what the commands say of assessments in the records,
// computed again.
//
//   node score_commands.mjs IGTK DATABASE FOLDER PACK... <LINES
//
// Each line says what an organisation's year is (score_draw.h).  igtk score and
// igtk whatif must say the same of it to the byte, as JSON; of some also in
// words, and after their answers went out to a file and came in again.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SATISFACTORY, readPacks, readCase, sizeOf, levelOf, standingsOf, figuresOf,
	initiativesOf } from "./score_independent.mjs";

const [igtk, database, folder, ...files] = process.argv.slice(2);
const packs = readPacks(files);
const checks = {};

function run(...words) {
	return execFileSync(igtk, [...words, "--db", database],
		{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function ask(command, one, ...more) {
	return run(command, "--org", one.org, "--version", one.pack.version, ...more);
}

function check(name, one, said, want) {
	const kind = checks[name] ??= { passed: 0, failed: 0, least: null };
	if (said === want) {
		kind.passed++;
		return;
	}
	kind.failed++;
	if (kind.least === null || sizeOf(one) < kind.least.size)
		kind.least = { size: sizeOf(one), one, said, want };
}

// ---- igtk score ----

function scoreJson(f) {
	return { percent: f.percent, grade: f.grade, points: f.points, of: f.of,
		in_play: f.inPlay, not_relevant: f.notRelevant, exempt: f.exempt,
		levels: { ...f.levels }, below_2: f.below };
}

function shown(standing) {
	if (standing.answer.exempt)
		return "exempt";
	return standing.answer.notRelevant ? "NR" : standing.level;
}

// An object's members in their order, for keys are numbers too.
function members(pairs) {
	return `{${pairs.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join()}}`;
}

function wantedScore(one, standings) {
	const initiatives = initiativesOf(one.pack, standings)
		.map(([code, f]) => [code, scoreJson(f)]);
	const head = JSON.stringify({ organisation: one.org, version: one.pack.version,
		...scoreJson(figuresOf(one.pack, standings)) });
	return `${head.slice(0, -1)},"initiatives":${members(initiatives)},"requirements":` +
		`${members(standings.map(s => [s.answer.requirement.number, shown(s)]))}}\n`;
}

function wantedWords(f, level) {
	return f.percent === null ? "not applicable"
		: `${f.percent}% (${f.points} of ${f.of}) ${f.below.length} below level ${level} ${f.words}`;
}

// ---- igtk whatif ----

function brief(f) {
	return { percent: f.percent, grade: f.grade, points: f.points, of: f.of,
		below: f.below.length };
}

function tickAll(answer, codes) {
	return answer.requirement.criteria
		.map((c, i) => codes.includes(c.code) ? "1" : answer.ticks[i]).join("");
}

function stepFor(standing, level) {
	const { answer } = standing, { requirement } = answer;
	const missing = requirement.criteria.filter((c, i) => c.level <= level &&
		answer.ticks[i] !== "1" && (!c.maintenance || answer.previous === 3)).map(c => c.code);
	return { requirement: requirement.number, title: requirement.title,
		from: standing.level, missing,
		to: levelOf(requirement, tickAll(answer, missing), answer.previous),
		depends_on_training: requirement.training };
}

function raised(standings, steps) {
	return standings.map(s => {
		const step = steps.find(step => step.requirement === s.answer.requirement.number);
		return step === undefined ? s : { ...s, level: step.to };
	});
}

function wantedWhatif(one, standings) {
	const level = one.pack.grading.level;
	const steps = standings.filter(s => s.inPlay && s.level < level)
		.map(s => stepFor(s, level))
		.map(s => ({ requirement: s.requirement, title: s.title, from: s.from, to: s.to,
			missing: s.missing, depends_on_training: s.depends_on_training }));
	return JSON.stringify({ organisation: one.org, version: one.pack.version, level,
		now: brief(figuresOf(one.pack, standings)), raise: steps,
		then: brief(figuresOf(one.pack, raised(standings, steps))) }) + "\n";
}

function gradeWith(one, standings, steps) {
	return figuresOf(one.pack, raised(standings, steps)).grade;
}

// A criterion of those missing left out: does the level asked for fail then?
function eachIsNeeded(one, standings, step) {
	const { answer } = standings
		.find(s => s.answer.requirement.number === step.requirement);
	return step.missing.every(code => levelOf(answer.requirement,
		tickAll(answer, step.missing.filter(c => c !== code)), answer.previous) <
		one.pack.grading.level);
}

function judgePromise(one, standings, said) {
	const { raise } = JSON.parse(said);
	check("what whatif promises is satisfactory", one,
		gradeWith(one, standings, raise), SATISFACTORY);
	check("whatif: without one of the requirements it is not", one,
		raise.some(step => gradeWith(one, standings, raise.filter(s => s !== step)) ===
			SATISFACTORY), false);
	check("whatif: without one of the criteria the level is not reached", one,
		raise.every(step => eachIsNeeded(one, standings, step)), true);
}

// ---- all of it ----

function inWords(one, standings) {
	const overall = ask("score", one).split("\n")[0].replace(/^Overall +/, "");
	check("igtk score in words", one, overall.replace(/ +/g, " "),
		wantedWords(figuresOf(one.pack, standings), one.pack.grading.level));
}

function outAndIn(one, want) {
	const file = join(folder, "answers.json");
	writeFileSync(file, run("assessment", "export", "--org", one.org, "--version",
		one.pack.version));
	run("assessment", "import", file);
	check("igtk score after export and import", one, ask("score", one, "--json"), want);
}

function judge(line, i) {
	const one = readCase(line, packs);
	const standings = standingsOf(one);
	const want = wantedScore(one, standings);
	const promise = ask("whatif", one, "--json");
	check("igtk score --json", one, ask("score", one, "--json"), want);
	check("igtk whatif --json", one, promise, wantedWhatif(one, standings));
	judgePromise(one, standings, promise);
	if (i % 8 === 0) {
		inWords(one, standings);
		outAndIn(one, want);
	}
}

function lineOf(one) {
	return lines.find(line => line.startsWith(`${one.org} `));
}

const lines = readFileSync(0, "utf8").trimEnd().split("\n");
lines.forEach(judge);
for (const [name, kind] of Object.entries(checks)) {
	console.log(`${kind.failed > 0 ? "not ok" : "ok"} - ${name}: ${kind.passed} of ` +
		`${kind.passed + kind.failed} as the independent scorer says`);
	if (kind.least !== null)
		console.log(`# the shortest:  ${lineOf(kind.least.one)}\n# program:     ` +
			`${kind.least.said}\n# independent: ${kind.least.want}`);
}
process.exit(Object.values(checks).some(kind => kind.failed > 0) ? 1 : 0);
