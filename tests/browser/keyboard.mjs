// keyboard.mjs - nothing but a keyboard: from signing in to a saved requirement.
import assert from "node:assert/strict";
import { banner, follow, igtk, mainText, open, password, person, run, signIn, test } from "./harness.mjs";

const ORG = "RX902";
const V = "14.1";
const at = number => `/assessment/${V}/requirement/${number}`;

igtk("assessment", "open", "--org", ORG, "--version", V);
const stored = number => JSON.parse(igtk("assessment", "export", "--org", ORG, "--version", V))
	.answers.find(a => a.requirement === number);

const page = await person();
const key = name => page.keyboard.press(name);
const type = text => page.keyboard.type(text);

// What has the focus: its id, or its words; and whether that can be seen.
const focus = () => page.evaluate(() => {
	const on = document.activeElement;
	const seen = element => {
		const box = element.getBoundingClientRect();
		const style = getComputedStyle(element);
		const label = element.id && document.querySelector(`label[for="${element.id}"]`);
		const ring = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none";
		return {
			shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
			// The circle or box that the design system draws belongs to the label.
			ring: ring(style) || (label && ring(getComputedStyle(label, "::before"))) || style.backgroundColor !== "rgba(0, 0, 0, 0)",
		};
	};
	return { id: on.id, text: (on.innerText || on.value || "").trim(), tag: on.tagName, ...seen(on) };
});

// Tab until this has the focus; everything passed on the way can be seen.
async function tabTo(wanted, most = 150) {
	const passed = [];
	await page.waitForTimeout(300); // the menu folds, and takes the focus with it
	for (let i = 0; i < most; i++) {
		await key("Tab");
		const on = await focus();
		if (on.tag === "BODY") break; // round once
		assert.ok(on.shown && on.ring, `the focus is seen on ${JSON.stringify(on)}`);
		passed.push(on.id || on.text);
		if (on.id === wanted || on.text === wanted) return passed;
	}
	assert.fail(`${wanted} is not reached by Tab: ${passed.join(", ")}`);
}

test("signing in by keyboard, with Enter", async () => {
	await open(page, "/sign-in");
	await tabTo("user");
	await type("amir");
	await key("Tab");
	assert.equal((await focus()).id, "password");
	await type(password("amir"));
	await follow(page, () => key("Enter"));
	assert.match(page.url(), /\/home$/);
});

test("the skip link comes first, is seen, and leads past the header", async () => {
	await open(page, at("101"));
	await key("Tab");
	const link = await focus();
	assert.equal(link.text, "Skip to main content");
	assert.ok(link.shown && link.ring);
	await key("Enter");
	assert.equal(await page.evaluate(() => document.activeElement.id), "maincontent");
	await key("Tab");
	assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
});

test("the skip link works without JavaScript, too", async () => {
	const plain = await person({ js: false });
	await signIn(plain, "ana");
	await open(plain, at("101"));
	await plain.keyboard.press("Tab");
	await plain.keyboard.press("Enter");
	assert.match(plain.url(), /#maincontent$/);
	await plain.keyboard.press("Tab");
	assert.ok(await plain.evaluate(() => document.querySelector("main").contains(document.activeElement)));
	await plain.context().close();
});

test("Tab goes through the form in the order it is read, and back again", async () => {
	await open(page, at("101"));
	const fields = await page.locator("form[data-ig-draft]").evaluate(form => [...form.querySelectorAll("input, select, textarea, button, summary")]
		.filter(e => e.type !== "hidden" && e.checkVisibility()).map(e => e.id || e.innerText.trim()));
	const passed = await tabTo(fields.at(-1));
	assert.deepEqual(passed.slice(-fields.length), fields);
	for (const name of fields.slice(0, -1).reverse().slice(0, 5)) {
		await key("Shift+Tab");
		const on = await focus();
		assert.equal(on.id || on.text, name);
	}
});

test("the requirement is filled and saved by keyboard alone", async () => {
	await open(page, at("101"));
	await tabTo("met-1a");
	await key("Space");
	await key("Tab");
	assert.equal((await focus()).id, "comment-1a");
	await type("By keyboard");
	await tabTo("evidence-1-title");
	await type("Minutes");
	await key("Tab");
	await type("Safe");
	await key("Tab");
	await type("1a");
	await tabTo("owner");
	await type("Amir Haddad");
	await tabTo("target");
	await type("Level 2");
	await tabTo("due-day");
	await type("32");
	await key("Tab");
	await type("3");
	await key("Tab");
	await type("2027");
	await tabTo("plan");
	await type("Ask the board.");
	await tabTo("Save");
	assert.equal(await follow(page, () => key("Enter")), 422);
});

test("a refused form puts the focus on the error summary, whose link leads to the field", async () => {
	assert.equal(await page.evaluate(() => document.activeElement.className), "nhsuk-error-summary");
	assert.match(await page.title(), /^Error: /);
	await key("Tab");
	assert.match((await focus()).text, /must be a real date/);
	await key("Enter");
	assert.equal((await focus()).id, "due-day");
	assert.equal(await page.inputValue("#comment-1a"), "By keyboard");
	await key("Control+A");
	await type("31");
	await tabTo("Save");
	assert.equal(await follow(page, () => key("Enter")), 200);
	assert.equal(await banner(page), "Saved");
	const kept = stored("101");
	assert.deepEqual(kept.met, ["1a"]);
	assert.equal(kept.comments["1a"], "By keyboard");
	assert.equal(kept.evidence[0].title, "Minutes");
	assert.deepEqual(kept.target, { level: 2, date: "2027-03-31" });
});

test("after saving the message has the focus, and is announced", async () => {
	const on = page.locator(".nhsuk-notification-banner");
	assert.equal(await on.getAttribute("role"), "alert");
	assert.ok(await on.evaluate(e => e === document.activeElement));
});

test("Enter in a line of the form saves, and completes nothing", async () => {
	await open(page, at("101"));
	await tabTo("owner");
	await key("Control+A");
	await type("Rhona Baird");
	await follow(page, () => key("Enter"));
	assert.equal(stored("101").owner, "Rhona Baird");
	assert.equal(await banner(page), "Saved");
	assert.doesNotMatch(await mainText(page), /Reopen this requirement/);
});

test("on a narrow screen the menu opens and closes by keyboard", async () => {
	const small = await person({ width: 320 });
	await signIn(small, "adele");
	const toggle = small.locator("#toggle-menu");
	if (await toggle.isVisible()) {
		await toggle.focus();
		await small.keyboard.press("Enter");
		assert.equal(await toggle.getAttribute("aria-expanded"), "true");
		await small.keyboard.press("Escape");
		assert.equal(await toggle.getAttribute("aria-expanded"), "false");
	}
	// Every part of the site is reached, in the menu or beside it.
	for (const name of ["People", "Audit trail"]) {
		if (await toggle.isVisible()) await toggle.press("Enter");
		assert.equal(await enter(small, name), 200, name);
	}
	await small.context().close();
});
const enter = (narrow, name) => follow(narrow, async () => {
	const link = narrow.getByRole("link", { name, exact: true });
	await link.focus();
	await narrow.keyboard.press("Enter");
});

test("the filter of the list is used by keyboard", async () => {
	await open(page, `/assessment/${V}`);
	await tabTo("status");
	await type("In progress");
	await tabTo("Filter");
	await follow(page, () => key("Enter"));
	assert.match(page.url(), /status=in-progress/);
	assert.equal(await page.locator(".ig-table--req tbody tr").count(), 1);
});

await run();
