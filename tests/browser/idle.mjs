// idle.mjs - the shortest idle limit, in real time: nobody's work is lost.
//
// All of them wait at the same time, so that it takes little more than two
// minutes, the shortest limit that can be set.
import assert from "node:assert/strict";
import {
	axeSource, banner, follow, igtk, mainText, open, password, person, picture, press, run, signIn, site, test,
} from "./harness.mjs";

const ORG = "RX902";
const V = "14.1";
const IDLE = 120000;
const at = number => `/assessment/${V}/requirement/${number}`;

igtk("assessment", "open", "--org", ORG, "--version", V);
const stored = number => JSON.parse(igtk("assessment", "export", "--org", ORG, "--version", V))
	.answers.find(a => a.requirement === number);
const sleep = ms => new Promise(done => setTimeout(done, ms));

// js, plain: with and without JavaScript; who: whose browser it is.
const reads = await person();
const types = await person();
const stays = await person();
const leaves = await person();
const plainTypes = await person({ js: false });
const plainReads = await person({ js: false });
const dialog = page => page.locator("dialog.ig-timeout");
let began, readSince;
const until = async ms => { await sleep(Math.max(0, began + ms - Date.now())); };

test("six browsers open a page and are left alone", async () => {
	for (const [page, user] of [[reads, "rhona"], [types, "amir"], [stays, "ana"], [leaves, "adele"],
		[plainTypes, "amir"], [plainReads, "vera"]]) await signIn(page, user);
	began = Date.now();
	await open(plainReads, `/assessment/${V}/score`);
	await open(plainTypes, at("105"));
	await plainTypes.fill("#comment-1a", "Typed without a script");
	await plainTypes.check("#met-1a");
	await open(types, at("101"));
	await types.fill("#comment-1a", "Typed with a script");
	await types.fill("#evidence-1-title", "A paper");
	await types.fill("#evidence-1-shows", "1a");
	readSince = Date.now();
	await open(reads, at("110"));
	await open(leaves, "/home");
	await open(stays, at("111"));
	began = Date.now();
	for (const page of [reads, types, stays, leaves]) assert.equal(await dialog(page).isVisible(), false);
});

test("half the time later a dialog warns, holds the focus, counts down, and is sound to a reader of the screen", async () => {
	await until(IDLE / 2 + 1500);
	for (const page of [reads, types, stays, leaves]) assert.equal(await dialog(page).isVisible(), true);
	assert.match(await dialog(stays).innerText(), /You will be signed out in (1 minute|\d\d seconds)/);
	const first = await dialog(stays).innerText();
	await sleep(1600);
	assert.notEqual(await dialog(stays).innerText(), first, "it counts");
	assert.equal(await stays.evaluate(() => document.activeElement.textContent), "Stay signed in");
	await stays.evaluate(axeSource);
	const found = await stays.evaluate(() => window.axe.run(".ig-timeout"));
	assert.deepEqual(found.violations.map(v => v.id), []);
	await picture(stays, "timeout");
});

test("Stay signed in closes it by one small request, and the page is still there", async () => {
	const [request] = await Promise.all([
		stays.waitForRequest(r => r.url().endsWith("/session/keep")),
		stays.keyboard.press("Enter"),
	]);
	assert.equal((await request.response()).status(), 204);
	await stays.waitForFunction(() => !document.querySelector("dialog.ig-timeout").open);
});

test("Sign out in the dialog signs out", async () => {
	await follow(leaves, () => dialog(leaves).getByRole("button", { name: "Sign out" }).click());
	assert.match(leaves.url(), /\/sign-in\?out=1$/);
});

test("when the time is up a page that was only read gives way to the sign-in page, which says why", async () => {
	await reads.waitForURL(/\/sign-in\?idle=1$/, { timeout: IDLE });
	assert.ok(Date.now() - readSince >= IDLE, "not before its time");
	assert.equal(await banner(reads), "You were signed out because nothing was saved or opened for 2 minutes");
	await picture(reads, "sign-in-idle");
	await reads.goBack();
	assert.doesNotMatch(await reads.locator("body").innerText(), /Rhona/);
});

test("what was typed is sent by itself, kept, and not saved: only its writer gets it back", async () => {
	await types.waitForURL(/\/sign-in\?kept=1/, { timeout: 20000 });
	assert.equal(stored("101"), undefined);
	await picture(types, "sign-in-kept");
	// Somebody else signs in first, at the same computer.
	await types.fill("#user", "ana");
	await types.fill("#password", password("ana"));
	await press(types, "Sign in");
	assert.ok(types.url().endsWith(at("101")));
	assert.equal(await types.inputValue("#comment-1a"), "");
	await press(types, "Sign out");
	await signIn(types, "amir");
	assert.match(await mainText(types), /What you typed before a session ended is kept/);
	await picture(types, "home-kept");
	await follow(types, () => types.getByRole("link", { name: "Requirement 14.1-101" }).click());
	assert.match(await banner(types), /What you typed before your session ended .* is in the form below\. It is not saved yet/);
	await picture(types, "requirement-kept");
	assert.equal(await types.inputValue("#comment-1a"), "Typed with a script");
	assert.equal(await types.inputValue("#evidence-1-title"), "A paper");
	assert.equal(await press(types, "Save"), 200);
	assert.equal(stored("101").comments["1a"], "Typed with a script");
	assert.equal(stored("101").evidence[0].title, "A paper");
	await open(types, at("101"));
	assert.equal(await types.locator(".nhsuk-notification-banner").count(), 0, "and it is forgotten");
});

test("without JavaScript a form sent too late is kept as well, and can be left", async () => {
	await until(IDLE + 9000);
	await press(plainTypes, "Save");
	assert.match(plainTypes.url(), /\/sign-in\?kept=1/);
	assert.equal(stored("105"), undefined);
	await plainTypes.fill("#user", "amir");
	await plainTypes.fill("#password", password("amir"));
	await press(plainTypes, "Sign in");
	assert.ok(plainTypes.url().endsWith(at("105")), "back where the typing was");
	assert.equal(await plainTypes.inputValue("#comment-1a"), "Typed without a script");
	assert.equal(await plainTypes.isChecked("#met-1a"), true);
	await press(plainTypes, "Leave what I typed and show what is saved");
	assert.equal(await plainTypes.inputValue("#comment-1a"), "");
	assert.equal(stored("105"), undefined);
});

test("without JavaScript a page asked for too late is shown after signing in", async () => {
	await open(plainReads, `/assessment/${V}/readiness`);
	assert.match(plainReads.url(), /\/sign-in\?next=/);
	await plainReads.fill("#user", "vera");
	await plainReads.fill("#password", password("vera"));
	await press(plainReads, "Sign in");
	assert.equal(plainReads.url(), `${site}/assessment/${V}/readiness`);
});

test("who chose to stay is warned again, stays again, and can save", async () => {
	assert.ok(Date.now() - began > IDLE + 5000);
	await dialog(stays).getByRole("button", { name: "Stay signed in" }).click();
	await stays.waitForFunction(() => !document.querySelector("dialog.ig-timeout").open);
	await stays.fill("#comment-1a", "Still here");
	assert.equal(await press(stays, "Save"), 200);
	assert.equal(stored("111").comments["1a"], "Still here");
});

await run();
