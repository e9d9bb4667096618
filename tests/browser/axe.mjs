// axe.mjs - every page in its main states, as people of each role see it:
// axe-core finds nothing, nothing scrolls sideways, and it works without
// JavaScript.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
	choose, fillAnswer, follow, hush, igtk, open, pack, password, person, picture, press, run, signIn, signOut, test,
} from "./harness.mjs";
import { axe, checked, look, patterns, sideways } from "./look.mjs";

const V = "14.1";
const YEAR = `/assessment/${V}`;
const at = number => `${YEAR}/requirement/${number}`;
const ORG = "RX902";
const set = pack(V, "ACU");

const visited = []; // { who, where }, for the look without JavaScript

const browsers = new Map();
async function as(user) {
	if (!browsers.has(user)) {
		const page = await person();
		if (user !== "nobody") await signIn(page, user);
		browsers.set(user, page);
	}
	return browsers.get(user);
}

// A page that an address shows.
function see(name, user, where, want = 200) {
	test(name, async () => {
		const page = await as(user);
		assert.equal(await open(page, typeof where === "function" ? await where(page) : where), want);
		await look(page, name, want);
		if (want === 200) visited.push({ user, where: page.url() });
	});
}
// A page that something done leads to.
function after(name, user, act, want = 200) {
	test(name, async () => {
		const page = await as(user);
		assert.equal(await act(page), want);
		await look(page, name, want);
	});
}
// What lies between.
const meanwhile = (name, act) => test(name, act);

const errors = page => page.locator(".nhsuk-error-summary li").allInnerTexts();

// ---- before signing in ----

see("sign-in", "nobody", "/sign-in");
see("sign-in, after signing out", "nobody", "/sign-in?out=1");
see("sign-in, after the time was up", "nobody", "/sign-in?idle=1");
see("sign-in, when something was not saved", "nobody", "/sign-in?lost=1");
see("sign-in, when something was kept", "nobody", "/sign-in?kept=1");
after("sign-in, 422", "nobody", async page => { await open(page, "/sign-in"); return press(page, "Sign in"); }, 422);
see("help", "nobody", "/help");
see("accessibility statement", "nobody", "/accessibility");
see("404, signed out", "nobody", "/nowhere", 404);

// ---- a year that begins ----

see("home, the administrator may open a year", "adele", "/home");
see("home, nothing is open", "vera", "/home");
meanwhile("the year is opened", async () => { igtk("assessment", "open", "--org", ORG, "--version", V); });
see("home, of a year", "amir", "/home");
see("list, at the start", "amir", YEAR);
see("list, no requirement fits the filter", "amir", `${YEAR}?status=confirmed`);
see("readiness, at the start", "vera", `${YEAR}/readiness`);
see("score, at the start", "vera", `${YEAR}/score`);
see("score, of an initiative", "vera", `${YEAR}/score/ISA`);
see("requirement, empty", "amir", at("101"));
see("requirement, that may be not relevant", "amir", at("207"));
see("requirement, only read", "vera", at("101"));
see("history, of nothing", "vera", `${at("101")}/history`);
see("duties", "amir", `${YEAR}/duties`);
see("duties, only read", "vera", `${YEAR}/duties`);
after("duties, 422", "amir", async page => {
	await open(page, `${YEAR}/duties`);
	await page.fill("#name-siro", "x".repeat(300));
	await page.fill("#post-siro", "x".repeat(300));
	return press(page, "Save the details");
}, 422);

// ---- forms that are refused ----

after("requirement, 422 with every kind of fault", "amir", async page => {
	await open(page, at("207"));
	await fillAnswer(page, {
		comments: { "1a": "x".repeat(4100) }, evidence: [{ reference: "Somewhere", shows: "9z" }],
		nr: "", owner: "y".repeat(250), due: ["31", "2", "2027"], plan: "z".repeat(4100),
	});
	const status = await press(page, "Save");
	const said = await errors(page);
	assert.equal(said.length, 7, said.join("; "));
	for (const link of await page.locator(".nhsuk-error-summary a").all()) {
		await link.click();
		const target = (await link.getAttribute("href")).slice(1);
		assert.equal(await page.evaluate(() => document.activeElement.id), target, "the link leads to the field");
	}
	// What is said above is said again at its field.
	const beside = await page.locator("main form .nhsuk-error-message:not([class*=nhsuk-character-count])").allInnerTexts();
	assert.deepEqual(beside.map(t => t.replace(/^Error:\s*/, "")).sort(), [...said].sort());
	return status;
}, 422);
after("requirement, 422 for a date without its month", "amir", async page => {
	await open(page, at("209"));
	await fillAnswer(page, { due: ["31", "", "2027"] });
	return press(page, "Save");
}, 422);
after("requirement, 409", "ana", async page => {
	await open(page, at("200"));
	const other = await as("amir");
	await open(other, at("200"));
	await fillAnswer(other, { met: ["1a"], comments: { "1a": "First" }, evidence: [{ title: "Paper", reference: "Safe", shows: "1a" }], plan: "Plan" });
	await press(other, "Save");
	await page.fill("#comment-1a", "Second");
	return press(page, "Save");
}, 409);
after("requirement, saved", "amir", async page => {
	await open(page, at("201"));
	await fillAnswer(page, { met: ["1a"], evidence: [{ title: "A".repeat(120), reference: "/shared/".repeat(20), shows: "1a" }] });
	return press(page, "Save and add more evidence");
});
see("history", "amir", `${at("201")}/history`);

// ---- through the year ----

meanwhile("all is answered, and complete", async () => {
	const answers = set.requirements.map((r, i) => ({
		requirement: r.number,
		met: r.not_relevant ? [] : r.levels.filter(l => l.level <= [2, 3, 1][i % 3]).flatMap(l => l.criteria).map(c => c.id),
		not_relevant: r.not_relevant !== null,
		...(r.not_relevant !== null && { not_relevant_record: "Minute 7" }),
		target: { level: 2, date: "2027-03-31" },
		owner: "Amir Haddad",
		plan: "Agree what is missing.",
		comments: { "1a": "Done in spring.\nSeen by the board." },
		evidence: [{ criteria: ["1a"], title: "Minutes", reference: "https://intranet.example/a/very/long/address/that/does/not/end/soon/minutes.pdf" }],
	}));
	const file = path.join(process.env.HOME, "answers.json");
	writeFileSync(file, JSON.stringify({
		format: "igtk-assessment", schema: 1, organisation: { code: ORG, name: "Westbrook Hospitals", type: "ACU" },
		version: V, answers,
	}));
	igtk("assessment", "import", file);
	igtk("assessment", "complete", "--org", ORG, "--version", V, "--as", "amir");
});
see("list, all complete", "vera", YEAR);
see("requirement, complete, for its assessor", "amir", at("101"));
see("requirement, to be confirmed", "rhona", at("101"));
see("requirement, with a plan to accept", "rhona", at("110"));
see("requirement, not relevant, only read", "vera", at("207"));
after("requirement, reopened without a reason", "rhona", async page => {
	await open(page, at("101"));
	return press(page, "Reopen this requirement");
}, 422);
test("requirement, of one's own, with the reviewer's role", async () => {
	igtk("role", "grant", "--org", ORG, "--user", "amir", "--role", "reviewer");
	const page = await as("amir");
	assert.equal(await open(page, at("101")), 200);
	await look(page, "requirement, of one's own");
	igtk("role", "revoke", "--org", ORG, "--user", "amir", "--role", "reviewer");
});
see("readiness, to be confirmed", "rhona", `${YEAR}/readiness`);
after("requirement, confirmed", "rhona", async page => {
	await open(page, at("101"));
	return press(page, "Confirm this requirement");
});
meanwhile("the rest is confirmed", async () => {
	for (const r of set.requirements.slice(1))
		igtk("assessment", "confirm", "--org", ORG, "--version", V, "--as", "rhona", "--requirement", r.number);
});
see("readiness, the whole is to be confirmed", "rhona", `${YEAR}/readiness`);
after("readiness, the whole is confirmed", "rhona", async page => {
	await open(page, `${YEAR}/readiness`);
	return press(page, "Confirm the whole assessment");
});
after("409, somebody was first", "rhona", async page => {
	await open(page, `${YEAR}/readiness`);
	return follow(page, () => page.evaluate(to => {
		const form = document.querySelector(".nhsuk-header__account-form");
		form.action = to;
		form.submit();
	}, `${YEAR}/confirm`));
}, 409);
after("readiness, nothing is in the way", "adele", async page => {
	await open(page, `${YEAR}/duties`);
	for (const d of set.senior_management) {
		await page.fill(`#name-${d.code}`, "Doctor Long-Name Featherstonehaugh-Cholmondeley");
		await page.fill(`#post-${d.code}`, "Chief executive");
	}
	return press(page, "Save the details");
});
see("readiness, nothing is in the way, for others", "vera", `${YEAR}/readiness`);
see("publish", "adele", `${YEAR}/publish`);
after("publish, 422", "adele", async page => {
	await open(page, `${YEAR}/publish`);
	return follow(page, () => page.getByRole("button", { name: /^Publish/ }).click());
}, 422);
after("publication", "adele", async page => {
	await page.check("#accept");
	await page.fill("#password", password("adele"));
	return follow(page, () => page.getByRole("button", { name: /^Publish/ }).click());
});
see("list, published", "amir", YEAR);
see("requirement, published", "amir", at("110"));
see("readiness, published", "vera", `${YEAR}/readiness`);
see("duties, published", "adele", `${YEAR}/duties`);
see("score, published", "vera", `${YEAR}/score`);

// ---- a year that began with another ----

see("home, with a year behind", "grace", "/home");
see("list, carried over", "grace", YEAR);
see("what was not carried over", "grace", `${YEAR}/carried`);
see("requirement, carried over", "grace", at("117"));
see("publication, of last year", "grace", "/assessment/13/publication");
see("list, of a trust that is under way", "daniel", YEAR);

// ---- people and organisations ----

const link = name => async page => {
	await open(page, "/people");
	return page.getByRole("link", { name }).getAttribute("href");
};
see("people", "adele", "/people");
see("person, to add", "adele", "/people/new");
after("person, to add, 422", "adele", async page => {
	await open(page, "/people/new");
	return press(page, "Add this person");
}, 422);
after("person, added", "adele", async page => {
	await open(page, "/people/new");
	await page.fill("#user", "newcomer");
	await page.fill("#name", "Nadia Newcomer-with-a-very-long-double-barrelled-name");
	await page.check("#role-viewer");
	return press(page, "Add this person");
});
after("person, to add, who is known", "adele", async page => {
	await open(page, "/people/new");
	await page.fill("#user", "newcomer");
	await page.fill("#name", "Somebody Else");
	await page.check("#role-viewer");
	return press(page, "Add this person");
}, 409);
see("person, oneself", "adele", link("Adele Brandt"));
see("person, another", "adele", link("Vera Lindqvist"));
after("person, 422", "adele", async page => {
	await open(page, await link("Nadia")(page));
	await page.fill("#name", "");
	return press(page, "Save name and account");
}, 422);
after("person, closed", "adele", async page => {
	await open(page, await link("Nadia")(page));
	await page.check("#closed");
	return press(page, "Save name and account");
});
after("people, a group, 422", "adele", async page => {
	await open(page, "/people");
	return press(page, "Give the role to the group");
}, 422);
after("people, with a group", "adele", async page => {
	await open(page, "/people");
	await page.fill("#group", "ig-assessors");
	await page.selectOption("#role", { index: 1 });
	return press(page, "Give the role to the group");
});
see("home, of the national role", "ewan", "/home");
see("organisations", "ewan", "/organisations");
see("organisation, to add", "ewan", "/organisations/new");
after("organisation, to add, 422", "ewan", async page => {
	await open(page, "/organisations/new");
	return press(page, "Add this organisation");
}, 422);
after("organisation, added", "ewan", async page => {
	await open(page, "/organisations/new");
	await page.fill("#code", "RX999");
	await page.fill("#name", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Health Board");
	await page.selectOption("#type", "ACU");
	return press(page, "Add this organisation");
});
see("audit trail, of the installation", "ewan", "/audit?installation=1");
see("audit trail", "vera", "/audit");
after("audit trail, older", "vera", async page => {
	await open(page, "/audit");
	return choose(page, "Older entries");
});
after("sign-in, while signed in", "vera", async page => open(page, "/sign-in"));

// ---- errors ----

see("403", "vera", "/people", 403);
see("404", "vera", `${YEAR}/requirement/999`, 404);
see("400", "vera", "/a%2fb", 400);
see("405", "vera", "/sign-out", 405);
// A form that the page would not have sent.
const forge = (where, change) => async page => {
	await open(page, where);
	return follow(page, () => page.evaluate(([name, value, to]) => {
		const form = document.querySelector(".nhsuk-header__account-form");
		let field = form.elements[name];
		if (!field) {
			field = document.createElement("textarea");
			field.name = name;
			form.append(field);
		}
		field.value = value;
		if (to) form.action = to;
		form.submit();
	}, change));
};
after("403, a form that is out of date", "vera", forge("/home", ["csrf", "old"]), 403);
after("413", "vera", forge("/home", ["much", "x".repeat(10000)]), 413);
after("400, an unknown field", "vera", forge("/home", ["much", "x"]), 400);

test("pages that the web server says alone: down, slow, too big", async () => {
	const page = await person({ quiet: false });
	for (const name of ["down", "slow", "too-big"]) {
		await page.setContent(readFileSync(path.join(process.env.SITE_TREE, `config/nginx/${name}.html`), "utf8"));
		for (const width of [1280, 390, 320]) {
			await page.setViewportSize({ width, height: 800 });
			assert.deepEqual(await axe(page), [], `${name} at ${width}`);
			assert.equal(await sideways(page), "");
		}
		assert.equal(await page.locator("h1").count(), 1);
		await picture(page, `server-${name}`);
	}
	await signIn(page, "amir");
	assert.equal(await forge("/home", ["much", "x".repeat(2 << 20)])(page), 413, "more than the web server takes");
	assert.match(await page.locator("body").innerText(), /too|large|long/i);
	await page.context().close();
	hush();
});

// ---- all of it ----

test("every page of the route table was looked at", () => {
	// The first leads on to others, two are for machines, some are files, and
	// the scripts beside this one look at the rest.
	const beside = /^\/(training|team|manage|verify|kiosk|duties|settings|calendar|reminders|public|catalogue|library|groups|responsibilities|handover|reviews|providers|overview|extract|exemptions|trend|sites)(\/|$)|\/supersede$|^\/organisations\/:id|^\/assessment\/:version\/(plan|forecast|whatif|owners|stages|at)(\/|$)/;
	const missing = patterns.map(p => p.pattern).filter(p => !["/", "/healthz", "/metrics", "/api/v1/openapi.json"].includes(p)
		&& !beside.test(p) && !checked.has(p));
	assert.deepEqual(missing, []);
});

test("each of these pages says the same without JavaScript, and nothing scrolls sideways", async () => {
	const plain = new Map();
	let n = 0;
	for (const { user, where } of visited) {
		if (!plain.has(user)) {
			const page = await person({ js: false, width: 320 });
			if (user !== "nobody") await signIn(page, user);
			plain.set(user, page);
		}
		const page = plain.get(user);
		if (user !== "nobody" && where.includes("/sign-in")) continue;
		assert.equal(await open(page, where), 200, where);
		assert.equal(await page.locator("h1").count(), 1, where);
		assert.ok((await page.locator("main").innerText()).length > 80, where);
		assert.equal(await page.locator("body.js-enabled").count(), 0);
		assert.equal(await page.locator("button:visible", { hasText: /^(Show|More)$/ }).count(), 0, "no button that needs a script");
		assert.equal(await sideways(page), "", where);
		if (n++ % 5 === 0) await picture(page, `nojs-${new URL(where).pathname.replace(/\W+/g, "-")}`);
	}
	assert.ok(n > 40);
	for (const page of plain.values()) await page.context().close();
});

test("a page can be printed: the header, forms and buttons are left out", async () => {
	const page = await as("vera");
	await open(page, at("101"));
	await page.emulateMedia({ media: "print" });
	assert.equal(await page.locator(".nhsuk-header").isVisible(), false);
	assert.equal(await page.locator("h1").isVisible(), true);
	await page.emulateMedia({ media: null });
	await signOut(page);
});

await run();
