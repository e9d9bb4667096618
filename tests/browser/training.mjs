// training.mjs - one's own training, in under a minute: with JavaScript and
// without.  The certificate on one sheet, policies, and nothing by Back.
import assert from "node:assert/strict";
import {
	banner, choose, follow, heading, mainText, open, person, press, run, signIn, signOut, test,
} from "./harness.mjs";
import { clean } from "./look.mjs";

const COURSE = "Information governance, yearly";
const ago = days => {
	const d = new Date(Date.now() - days * 86400000);
	return [d.getDate(), d.getMonth() + 1, d.getFullYear()].map(String);
};

const look = (page, name) => clean(page, `training-${name}`);

// What is said above stands at its field, and is read out with it.
async function saidTwice(page) {
	for (const link of await page.locator(".nhsuk-error-summary a").all()) {
		const id = (await link.getAttribute("href")).slice(1);
		const field = page.locator(`#${id}`);
		assert.equal(await field.count(), 1, id);
		const about = await field.evaluate(e => [e, e.closest("fieldset")]
			.flatMap(x => (x?.getAttribute("aria-describedby") ?? "").split(" "))
			.map(x => document.getElementById(x)?.textContent ?? "").join(" "));
		assert.ok(about.includes(await link.innerText()), `${id}: ${about}`);
	}
	assert.match(await page.title(), /^Error: /);
}

async function fill(page, days, password) {
	for (const [i, part] of ["day", "month", "year"].entries()) await page.fill(`#done-${part}`, ago(days)[i]);
	if (await page.locator("#score").count() > 0) await page.fill("#score", "92");
	await page.fill("#password", password);
}

// From the list of what is owed; or, once that is done, from the others.
async function confirmPage(page) {
	const link = page.locator('main a[href$="/training/course/IG-ANNUAL"]');
	if (!await link.isVisible()) await page.locator("summary").click();
	return follow(page, () => link.click());
}

for (const js of [true, false]) {
	const how = js ? "with JavaScript" : "without JavaScript";
	const days = js ? 2 : 3;
	let page, certificate;

	test(`from signing in to the certificate in under a minute, ${how}`, async () => {
		page = await person({ js });
		const began = Date.now();
		await signIn(page, "kofi");
		await choose(page, "My training");
		assert.equal(await heading(page), "My training");
		assert.equal(await confirmPage(page), 200);
		await fill(page, days, "demo-kofi-2026");
		assert.equal(await press(page, "Confirm completion"), 200);
		assert.match(page.url(), /\/training\/certificate\/[A-Z0-9-]{12}\?new=1$/);
		assert.match(await mainText(page), /Completion recorded/);
		assert.ok(Date.now() - began < 60000, "under a minute, even for a machine");
		certificate = page.url();
	});

	test(`the certificate names who, what and its reference, ${how}`, async () => {
		const number = /certificate\/([A-Z0-9-]+)/.exec(certificate)[1];
		assert.match(await page.title(), new RegExp(`^Certificate: Kofi Mensah, ${COURSE}, ${number} `));
		assert.match(await mainText(page), /Kofi Mensah/);
		assert.match(await mainText(page), new RegExp(`/verify/${number}`));
	});

	test(`a wrong password keeps what was typed, and not the password, ${how}`, async () => {
		await open(page, "/training/course/IG-ANNUAL");
		await fill(page, 400, "demo-kofi-2026");
		assert.equal(await press(page, "Confirm completion"), 422);
		assert.match(await mainText(page), /has expired/);
		if (js) await saidTwice(page);
		await fill(page, 20, "wrong");
		assert.equal(await press(page, "Confirm completion"), 422);
		if (js) await saidTwice(page);
		assert.equal(await page.inputValue("#done-day"), ago(20)[0]);
		assert.equal(await page.inputValue("#password"), "");
		if (js) await look(page, "confirm-422");
	});

	test(`after signing out Back shows nothing, ${how}`, async () => {
		await open(page, "/training");
		await open(page, certificate);
		await signOut(page);
		for (let i = 0; i < 2; i++) { // to what was opened above
			await page.goBack();
			await page.waitForLoadState("load");
			const text = await page.locator("body").innerText();
			assert.doesNotMatch(text, /Mensah|certificate\/|Your record|Completion recorded/, `Back ${i + 1}`);
		}
		assert.notEqual(await open(page, certificate), 500);
		assert.match(page.url(), /\/sign-in/);
		await page.context().close();
	});
}

// ---- the pages, looked at ----

let kofi, priya;

test("my training", async () => {
	kofi = await person();
	await signIn(kofi, "kofi");
	await open(kofi, "/training");
	await look(kofi, "my");
});
test("confirming a course, and one with a score", async () => {
	await open(kofi, "/training/course/IG-ANNUAL");
	await look(kofi, "confirm");
	await open(kofi, "/training/course/IG-INTRO");
	assert.equal(await press(kofi, "Confirm completion"), 422);
	await saidTwice(kofi);
	await look(kofi, "confirm-score-422");
});
test("the certificate prints on one sheet", async () => {
	await open(kofi, "/training");
	assert.equal(await follow(kofi, () => kofi.locator('main a[href*="/certificate/"]').first().click()), 200);
	await look(kofi, "certificate");
	await open(kofi, `${kofi.url()}?new=1`);
	await look(kofi, "certificate-new");
	const pdf = (await kofi.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
	assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, "one page");
	await kofi.emulateMedia({ media: "print" });
	for (const gone of ["header", "footer", ".nhsuk-panel", "details"])
		for (const part of await kofi.locator(gone).all()) assert.ok(!await part.isVisible(), `${gone} is not printed`);
	assert.ok(await kofi.locator(".ig-cert").isVisible());
	if (process.env.SHOTS_DIR) await kofi.screenshot({ path: `${process.env.SHOTS_DIR}/training-certificate-print.png`, fullPage: true });
	await kofi.emulateMedia({ media: "screen" });
});
test("a correction, and what is left of it", async () => {
	await open(kofi, "/training");
	assert.equal(await follow(kofi, () => kofi.locator('main a[href*="/correct/"]').first().click()), 200);
	await look(kofi, "correct");
	assert.equal(await press(kofi, "Save the correction"), 422);
	await saidTwice(kofi);
	await look(kofi, "correct-422");
	await fill(kofi, 6, "demo-kofi-2026");
	await kofi.fill("#reason", "I looked at the wrong sheet");
	assert.equal(await press(kofi, "Save the correction"), 200);
	assert.equal(await banner(kofi), "The correction was saved");
	await open(kofi, "/training");
	assert.match(await mainText(kofi), /CORRECTED|Corrected/);
	await look(kofi, "my-corrected");
	await follow(kofi, () => kofi.locator("tr", { hasText: /corrected/i }).first().locator('a[href*="/certificate/"]').click());
	await look(kofi, "certificate-withdrawn");
});
test("anybody looks a certificate up", async () => {
	const nobody = await person();
	await open(nobody, "/verify");
	await look(nobody, "verify");
	const number = await kofi.locator(".ig-cert dl dd").last().innerText();
	await nobody.fill("#number", number.toLowerCase().replaceAll("-", " "));
	assert.equal(await press(nobody, "Check"), 200);
	assert.match(await mainText(nobody), /K M/);
	assert.doesNotMatch(await nobody.locator("body").innerText(), /Mensah/);
	await look(nobody, "verify-found");
	await nobody.fill("#number", "nothing");
	assert.equal(await press(nobody, "Check"), 404);
	await look(nobody, "verify-none");
	await nobody.context().close();
});
test("policies: written, read, acknowledged, and counted", async () => {
	priya = await person();
	await signIn(priya, "priya");
	await open(priya, "/manage/policies");
	await look(priya, "manage-policies");
	await press(priya, "Add a policy");
	assert.equal(await press(priya, "Add this policy"), 422);
	await saidTwice(priya);
	await look(priya, "manage-policy-new-422");
	await priya.fill("#title", "Clear desk and clear screen");
	await priya.fill("#text", "Lock the screen when you leave it.\n\nPut papers away at the end of the day.");
	await priya.check("#for-all");
	assert.equal(await press(priya, "Add this policy"), 200);
	assert.equal(await banner(priya), "The policy was added");
	await look(priya, "manage-policy");
	await open(kofi, "/training");
	await look(kofi, "my-policy");
	assert.equal(await choose(kofi, "Clear desk and clear screen"), 200);
	await look(kofi, "policy");
	assert.equal(await press(kofi, "I have read it and will follow it"), 200);
	assert.equal(await banner(kofi), "You have acknowledged this policy");
	await choose(kofi, "Back to policies");
	await look(kofi, "policies");
	await priya.reload();
	assert.match(await mainText(priya), /1 of \d+ staff at work today/);
	await follow(priya, () => priya.getByRole("link", { name: /^Who has not/ }).first().click());
	await look(priya, "manage-policy-names");
	await choose(priya, "Write a new version");
	await look(priya, "manage-policy-text");
});

test("somebody without a staff record is told whom to ask", async () => {
	const adele = await person();
	await signIn(adele, "adele");
	assert.equal(await open(adele, "/training"), 200);
	assert.equal(await heading(adele), "You are not on the staff list here");
	await look(adele, "unknown");
	await adele.context().close();
});

await run();
