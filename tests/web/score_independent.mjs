// score_independent.mjs - a whole assessment, scored by the words of the rules
// alone: nothing of the program is in here.
//
// "Levels are cumulative: level n is attained when every binding criterion of
// levels 1..n is met.  A maintenance criterion binds only if level 3 was
// attained in the previous year's final publication."
// "Not relevant: only where the requirement offers it.  Exempt: granted by the
// national role.  Both leave numerator and denominator."
// "Overall % = 100 x sum of levels / (3 x requirements in play), truncated to
// a whole number (a setting of the pack): all at level 2 shows 66.  Per
// initiative likewise.  Nothing in play shows 'not applicable'."
// "Satisfactory when every requirement in play is at level 2 or above;
// Satisfactory with improvement plan when some are below and each of those has
// an accepted plan; otherwise Not satisfactory."
// "Live facts cap a claimed level where the pack says so."
import { readFileSync } from "node:fs";

export const SATISFACTORY = "satisfactory";
const GRADES = {
	[SATISFACTORY]: "satisfactory",
	"satisfactory-with-improvement-plan": "satisfactory_with_improvement_plan",
	"not-satisfactory": "not_satisfactory",
};

// ---- the packs ----

function requirementOf(r) {
	const criteria = r.levels.flatMap(level => level.criteria
		.map(c => ({ code: c.id, level: level.level, maintenance: c.maintenance })));
	return { number: r.number, title: r.title, initiative: r.initiative,
		offered: r.not_relevant !== null, training: r.training, criteria };
}

// What man igtk-catalogue(5) says where the pack says nothing of it.
const TRAINING = { course: "IG-ANNUAL", capped_level: 1 };

function packOf(file) {
	const p = JSON.parse(readFileSync(file, "utf8"));
	return { type: p.organisation_type.code, version: p.version,
		rounding: p.scoring.rounding, grading: p.grading,
		training: { ...TRAINING, ...p.training },
		initiatives: p.initiatives.map(i => i.code),
		requirements: p.requirements.map(requirementOf) };
}

export function readPacks(files) {
	return new Map(files.map(packOf).map(p => [`${p.type} ${p.version}`, p]));
}

// ---- a case, as score_draw.h writes it ----

function answerOf(text, requirement) {
	const [number, previous, flags, ticks] = text.split(":");
	if (number !== requirement.number || ticks.length !== requirement.criteria.length)
		throw new Error(`${text} does not answer ${requirement.number}`);
	const is = flag => flags.includes(flag);
	return { requirement, ticks, previous: previous === "-" ? null : Number(previous),
		notRelevant: is("n"), exempt: is("e"), planned: is("p"), overridden: is("o") };
}

export function readCase(line, packs) {
	const [org, type, version, trained, ...answers] = line.split(" ");
	const pack = packs.get(`${type} ${version}`);
	if (pack === undefined || answers.length !== pack.requirements.length)
		throw new Error(`no such set: ${line.slice(0, 60)}`);
	const [completed, inScope] = trained.split("/").map(Number);
	return { org, pack, completed, inScope,
		answers: answers.map((text, i) => answerOf(text, pack.requirements[i])) };
}

// How much there is to understand in it.
export function sizeOf(one) {
	return one.answers.reduce((n, a) => n + a.ticks.split("1").length - 1 +
		a.notRelevant + a.exempt + a.planned + a.overridden + (a.previous !== null),
	one.answers.length + one.inScope);
}

// ---- levels ----

export function levelOf(requirement, ticks, previous) {
	let lowestUnmet = 4;
	requirement.criteria.forEach((c, i) => {
		const binding = !c.maintenance || previous === 3;
		if (binding && ticks[i] !== "1" && c.level < lowestUnmet)
			lowestUnmet = c.level;
	});
	return lowestUnmet - 1;
}

// Too few are trained: fewer than the threshold, of those in scope.
export function fallsShort(one) {
	const { course, threshold_percent: asked } = one.pack.training;
	return course === TRAINING.course && one.inScope > 0 &&
		100 * one.completed < asked * one.inScope;
}

function standingOf(answer, short, cap) {
	const claimed = levelOf(answer.requirement, answer.ticks, answer.previous);
	const inPlay = !answer.notRelevant && !answer.exempt;
	const capped = inPlay && short && answer.requirement.training && !answer.overridden;
	return { answer, claimed, inPlay, level: capped ? Math.min(claimed, cap) : claimed };
}

export function standingsOf(one) {
	const short = fallsShort(one);
	return one.answers.map(a => standingOf(a, short, one.pack.training.capped_level));
}

// ---- sums ----

function percentOf(points, of, rounding) {
	if (of === 0)
		return null;
	return rounding === "down" ? Math.floor(100 * points / of)
		: Math.floor((200 * points + of) / (2 * of));
}

function gradeOf(below, planned) {
	if (below.length === 0)
		return SATISFACTORY;
	return below.length === planned.length ? "satisfactory-with-improvement-plan"
		: "not-satisfactory";
}

// Who is exempt is so whether or not it is called not relevant besides.
export function figuresOf(pack, standings) {
	const inPlay = standings.filter(s => s.inPlay);
	const points = inPlay.reduce((sum, s) => sum + s.level, 0);
	const of = 3 * inPlay.length;
	const below = inPlay.filter(s => s.level < pack.grading.level);
	const planned = below.filter(s => s.answer.planned);
	const exempt = standings.filter(s => s.answer.exempt).length;
	const grade = gradeOf(below, planned);
	return { points, of, percent: percentOf(points, of, pack.rounding), grade,
		words: pack.grading[GRADES[grade]], inPlay: inPlay.length, exempt,
		notRelevant: standings.length - inPlay.length - exempt,
		below: below.map(s => s.answer.requirement.number), planned: planned.length,
		levels: [0, 1, 2, 3].map(n => inPlay.filter(s => s.level === n).length) };
}

// Of each initiative by its code, in the order of the pack.
export function initiativesOf(pack, standings) {
	return pack.initiatives.map(code => [code, figuresOf(pack,
		standings.filter(s => s.answer.requirement.initiative === code))]);
}
