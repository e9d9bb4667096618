// A terminal in a real browser: with a finger, with a badge reader, with and without scripts; and
// what the next person could learn of the one before.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { axeSource, browser, heading, hush, igtkJson, mainText, open, person, picture, press, run, signIn, test } from "./harness.mjs";

const { SITE_DB } = process.env;
const sql = text => execFileSync("sqlite3", ["-cmd", ".timeout 5000", SITE_DB, text], { encoding: "utf8" }).trim();
const org = sql("SELECT id FROM org WHERE code = 'RX901'");

// Two of the staff with accounts, and a queue of others who take the first one's PIN's hash.
let next = 5000;
function staff(number, first, last, user) {
	const who = user ? `(SELECT id FROM person WHERE user_name = '${user}')` : "NULL";
	// The sample's staff have accounts, too.
	if (user) sql(`UPDATE staff SET person_id = NULL WHERE person_id = ${who}`);
	sql(`INSERT INTO staff VALUES (${org}, ${++next}, '${number}', NULL, ${who}, '${first}', '${last}', 'Ward 6',
		'Nurse', '', '${last} ${first} ${number}', NULL, NULL, NULL, NULL, 0, 1)`);
	return next;
}
const kofi = staff("40415678", "Kofi", "Mensah", "daniel");
staff("40415679", "Zuleika", "Quartermain", "sunita");
const queue = ["Ada", "Ben", "Cai", "Dov", "Eli"].map((name, i) => ({ name, number: `4000000${i}`, id: staff(`4000000${i}`, name, "Okafor") }));

async function terminal(place, options = {}) {
	const { code } = igtkJson("kiosk", "add", "--org", "RX901", "--place", place);
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 }, hasTouch: true, locale: "en-GB", timezoneId: "Europe/London", ...options,
	});
	context.setDefaultTimeout(15000);
	const page = await context.newPage();
	await open(page, "/kiosk");
	await page.fill("#code", code.toLowerCase());
	await page.getByRole("button", { name: "Register this terminal" }).click();
	assert.match(await page.locator("header").innerText(), new RegExp(`Training kiosk: ${place}`));
	return page;
}

// As a badge reader does: quick digits, then Enter, wherever the focus is.
async function badge(page, number) {
	await page.keyboard.type(number);
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/kiosk\/proof/);
}
async function keys(page, digits) {
	for (const digit of digits) await page.locator(`[data-key="${digit}"]`).tap();
}
// A page is loaded a moment before its own input has the focus: without scripts,
// what is typed in between is lost, and no badge is held up that soon.
async function enter(page, number, pin) {
	await page.locator("#number:focus").waitFor();
	await badge(page, number);
	await page.fill("#secret", pin);
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/kiosk\/owed/);
}

async function clean(page, name) {
	await page.evaluate(axeSource);
	const found = await page.evaluate(() => window.axe.run());
	assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(" ")}`), [], name);
}
const fits = page => page.evaluate(() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth);
async function looked(page, name, { still = true } = {}) {
	await clean(page, name);
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	if (still) assert.ok(await fits(page), `${name} scrolls at 1280 by 800: ${height} px`);
	const small = await page.evaluate(() => [...document.querySelectorAll("main .nhsuk-button, main .nhsuk-input, .ig-key-btn, .ig-kiosk__list a")]
		.filter(e => e.offsetParent && (e.offsetHeight < 88 || e.offsetWidth < 88)).map(e => e.outerHTML));
	assert.deepEqual(small, [], `${name}: targets of 88 px`);
	await picture(page, `kiosk-${name}`);
	const size = page.viewportSize();
	await page.setViewportSize({ width: 320, height: 640 });
	assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} at 320 px`);
	await page.setViewportSize(size);
	await page.setViewportSize({ width: 1280, height: 800 });
}

test("a PIN is set at the desk", async () => {
	for (const [user, pin] of [["daniel", "274913"], ["sunita", "905172"]]) {
		const page = await person();
		await signIn(page, user);
		await open(page, "/training/pin");
		await page.fill("#pin", "123456");
		await page.fill("#again", "123456");
		await page.fill("#password", `demo-${user}-2026`);
		await press(page, "Set PIN");
		assert.match(await mainText(page), /harder to guess/);
		await picture(page, "kiosk-pin");
		await page.fill("#pin", pin);
		await page.fill("#again", pin);
		await page.fill("#password", `demo-${user}-2026`);
		await press(page, "Set PIN");
		assert.match(await mainText(page), /Your PIN is set/);
		await clean(page, "pin");
		await page.context().close();
	}
	const hash = sql(`SELECT hash FROM pin WHERE staff_id = ${kofi}`);
	for (const { id } of queue) sql(`INSERT INTO pin VALUES (${org}, ${id}, '${hash}', 1, 0, NULL)`);
});

test("an administrator makes a code, which is shown once", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/manage/kiosks");
	await page.fill("#place", "Atrium");
	await press(page, "Make a code");
	assert.match(await page.locator("#made").innerText(), /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
	await clean(page, "kiosks");
	await picture(page, "kiosk-manage");
	await open(page, "/manage/kiosks");
	assert.equal(await page.locator("#made").count(), 0);
	await press(page, "Take out of use the terminal Atrium");
	assert.match(await mainText(page), /The terminal is out of use/);
	await page.context().close();
});

test("every page is clean, large, and does not scroll", async () => {
	const page = await terminal("Ward 6");
	await looked(page, "start");
	await page.getByRole("link", { name: "Get help" }).click();
	await page.waitForURL(/\/kiosk\/help/);
	await looked(page, "help", { still: false });
	await page.getByRole("link", { name: "Go back" }).click();
	await page.waitForURL(/\/kiosk$/);
	await page.tap("[data-key='2']");
	// A tap has not moved the focus: a badge read now lands in the input.
	assert.equal(await page.evaluate(() => document.activeElement.id), "number");
	await page.tap("[data-key='clear']");
	await keys(page, "40415678");
	await page.getByRole("button", { name: "Continue" }).tap();
	await page.waitForURL(/\/kiosk\/proof/);
	await looked(page, "proof");
	await keys(page, "274914");
	await page.getByRole("button", { name: "Continue" }).tap();
	await page.getByText("do not match").first().waitFor();
	await looked(page, "proof-error");
	await page.getByRole("link", { name: "Use my password" }).tap();
	await page.waitForURL(/password=1/);
	await looked(page, "password");
	await page.getByRole("link", { name: "Use my PIN" }).tap();
	await page.waitForURL(/proof$/);
	await keys(page, "274913");
	await page.getByRole("button", { name: "Continue" }).tap();
	await page.waitForURL(/\/kiosk\/owed/);
	assert.equal(await heading(page), "Kofi M.");
	await looked(page, "owed");
	await page.getByRole("link", { name: /Information governance, yearly/ }).tap();
	await page.waitForURL(/\/attest\/IG-ANNUAL$/);
	await looked(page, "attest");
	await page.getByRole("link", { name: "I did it on another day" }).tap();
	await page.waitForURL(/other=1$/);
	await keys(page, "31022026");
	assert.deepEqual(await page.locator(".ig-kiosk__date input").evaluateAll(all => all.map(e => e.value)), ["31", "02", "2026"]);
	await page.getByRole("button", { name: "Confirm" }).tap();
	await page.locator("#done-error").waitFor();
	await looked(page, "attest-other");
	await page.getByRole("link", { name: "Back to my training" }).tap();
	await page.waitForURL(/\/kiosk\/owed/);
	await page.getByRole("link", { name: /Information governance, yearly/ }).tap();
	await page.getByRole("button", { name: /^Confirm: I did it today/ }).tap();
	await page.waitForURL(/\/kiosk\/done/);
	await looked(page, "done");
	assert.equal(sql(`SELECT count(*) FROM completion WHERE staff_id = ${kofi} AND source = 2 AND signed_by = 2 AND place = 'Ward 6'`), "1");
	hush(); // the scripts of axe are none of ours
	await page.context().close();
});

for (const js of [true, false]) {
	test(`kiosk_handover: nothing of the first person for the second, scripts ${js ? "on" : "off"}`, async () => {
		const page = await terminal(js ? "Ward 7" : "Ward 8", { javaScriptEnabled: js });
		const told = [];
		await enter(page, "40415679", "905172");
		assert.equal(await heading(page), "Zuleika Q.");
		await page.getByRole("link", { name: /Information governance, yearly/ }).click();
		await page.getByRole("button", { name: "I am done" }).click();
		await page.waitForURL(/\/kiosk\?done=1/);
		// From here on somebody else: every byte of every answer is looked at.
		page.on("response", async response => told.push(await response.body().then(String, () => "")));
		const first = async what => {
			const shown = await page.content();
			assert.doesNotMatch(shown, /Zuleika|Quartermain|40415679/, what);
			assert.doesNotMatch(page.url(), /40415679/, what);
		};
		await first("after leaving");
		for (let i = 0; i < 4; i++) {
			await page.goBack({ waitUntil: "load" }).catch(() => {});
			await page.waitForLoadState("load");
			await first(`Back, ${i + 1} times`);
		}
		await page.reload();
		await first("reload");
		for (const where of ["/kiosk/owed", "/kiosk/attest/IG-ANNUAL", "/kiosk/proof", "/kiosk/done/IG-ANNUAL"]) {
			await open(page, where);
			assert.match(page.url(), /\/kiosk\?late=1/);
			await first(where);
		}
		await open(page, "/kiosk");
		await enter(page, "40415678", "274913");
		assert.equal(await heading(page), "Kofi M.");
		await first("as the second");
		for (let i = 0; i < 6; i++) {
			await page.goBack({ waitUntil: "load" }).catch(() => {});
			await first(`the second's Back, ${i + 1} times`);
		}
		const cookies = await page.context().cookies();
		assert.ok(cookies.every(c => c.httpOnly));
		for (const text of told) assert.doesNotMatch(text, /Zuleika|Quartermain|40415679/);
		assert.ok(told.length > 8, `${told.length} answers were looked at`);
		await page.context().close();
	});
}

test("a screen that nobody touches clears itself, and asks first", async () => {
	const page = await terminal("Ward 9");
	await enter(page, "40415678", "274913");
	await page.clock.install();
	await page.reload();
	await page.clock.fastForward(59000);
	assert.equal(await page.locator("dialog[open]").count(), 0);
	await page.clock.fastForward(2000);
	await page.getByText("Are you still there?").waitFor();
	if (process.env.SHOTS_DIR) await page.screenshot({ path: `${process.env.SHOTS_DIR}/kiosk-still.png` });
	await page.getByRole("button", { name: "Yes, stay" }).tap();
	assert.equal(await page.locator("dialog[open]").count(), 0);
	await page.clock.fastForward(61000);
	await page.getByText("Are you still there?").waitFor();
	await page.clock.fastForward(21000);
	await page.waitForURL(/\/kiosk\?late=1/);
	assert.doesNotMatch(await page.content(), /Kofi/);
	assert.equal(sql("SELECT count(*) FROM kiosk_session JOIN kiosk ON kiosk.id = kiosk_id WHERE place = 'Ward 9'"), "0");
	await page.context().close();
});

test("a queue: one person in less than 20 seconds of the machine's time", async () => {
	const page = await terminal("Ward 10");
	const times = [];
	for (const { name, number } of queue) {
		const began = Date.now();
		await badge(page, number);
		await keys(page, "274913");
		await page.getByRole("button", { name: "Continue" }).tap();
		await page.waitForURL(/\/kiosk\/owed/);
		assert.equal(await heading(page), `${name} O.`);
		await page.getByRole("link", { name: /Information governance, yearly/ }).tap();
		await page.getByRole("button", { name: /^Confirm: I did it today/ }).tap();
		await page.waitForURL(/\/kiosk\/done/);
		await page.getByRole("button", { name: "I am done" }).tap();
		await page.waitForURL(/\/kiosk\?done=1/);
		times.push(Date.now() - began);
	}
	console.log(`# a person took ${times.join(", ")} ms`);
	assert.ok(Math.max(...times) < 20000);
	assert.equal(sql("SELECT count(*) FROM completion WHERE place = 'Ward 10'"), String(queue.length));
	await page.context().close();
});

await run();
