// conflict.mjs - two at once, twice the same, the Back button, wrong turns.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import {
	audited, banner, follow, heading, hush, igtk, igtkJson, launch, mainText, open, password, person, picture, press,
	routeTable, run, send, signIn, signOut, site, test,
} from "./harness.mjs";

const ORG = "RX902";
const V = "14.1";
const YEAR = `/assessment/${V}`;
const at = number => `${YEAR}/requirement/${number}`;

igtk("assessment", "open", "--org", ORG, "--version", V);
const stored = number => JSON.parse(igtk("assessment", "export", "--org", ORG, "--version", V))
	.answers.find(a => a.requirement === number);

const amir = await person();
const ana = await person();
const anaPlain = await person({ js: false });

test("people sign in", async () => {
	await signIn(amir, "amir");
	await signIn(ana, "ana");
	await signIn(anaPlain, "ana");
});

// ---- two people, one requirement ----

for (const [name, second, number] of [["with", () => ana, "101"], ["without", () => anaPlain, "105"]]) {
	test(`${name} JavaScript: the second to save gets both texts and loses nothing`, async () => {
		const page = second();
		await open(amir, at(number));
		await open(page, at(number));
		await amir.check("#met-1a");
		await amir.fill("#comment-1a", "Amir's words");
		await amir.fill("#owner", "Amir Haddad");
		assert.equal(await press(amir, "Save"), 200);

		await page.check("#met-1b");
		await page.fill("#comment-1b", "Ana's words,\nin two lines");
		await page.fill("#evidence-1-title", "Ana's paper");
		await page.fill("#evidence-1-shows", "1b");
		await page.fill("#due-day", "5");
		await page.fill("#due-month", "may");
		await page.fill("#due-year", "2027");
		await page.fill("#plan", "Ana's plan");
		assert.equal(await press(page, "Save"), 409);
		assert.match(await page.title(), /^Error: /);
		const theirs = await page.locator("#clash").innerText();
		for (const text of ["Amir Haddad", "1a", "Amir's words"]) assert.ok(theirs.includes(text), text);
		assert.ok(!theirs.includes("Ana's"));
		assert.ok((await page.locator(".nhsuk-error-summary").innerText()).includes("Check both versions"));
		assert.equal(await page.inputValue("#comment-1b"), "Ana's words,\nin two lines");
		assert.equal(await page.inputValue("#evidence-1-title"), "Ana's paper");
		assert.equal(await page.inputValue("#plan"), "Ana's plan");
		assert.equal(await page.inputValue("#due-month"), "may");
		assert.equal(await page.isChecked("#met-1b"), true);
		assert.equal(await page.isChecked("#met-1a"), false);
		assert.equal(stored(number).comments["1b"], undefined, "nothing of the second is saved yet");
		if (name === "with") await picture(page, "requirement-409");

		// Amir saves once more while Ana reads.
		await open(amir, at(number));
		await amir.fill("#comment-1a", "Amir's better words");
		assert.equal(await press(amir, "Save"), 200);
		assert.equal(await press(page, "Save"), 409, "the second clash is seen as well");
		assert.ok((await page.locator("#clash").innerText()).includes("Amir's better words"));
		assert.equal(await page.inputValue("#plan"), "Ana's plan");

		// Ana takes over what she wants to keep of Amir's, and saves.
		await page.check("#met-1a");
		await page.fill("#comment-1a", "Amir's better words");
		await page.fill("#owner", "Amir Haddad");
		assert.equal(await press(page, "Save"), 200);
		const kept = stored(number);
		assert.deepEqual(kept.met, ["1a", "1b"]);
		assert.deepEqual(kept.comments, { "1a": "Amir's better words", "1b": "Ana's words,\nin two lines" });
		assert.equal(kept.owner, "Amir Haddad");
		assert.equal(kept.evidence[0].title, "Ana's paper");
		assert.equal(kept.target.date, "2027-05-05");
		assert.equal(kept.plan, "Ana's plan");
	});
}

test("who marks complete what another has saved meanwhile is told, and it is not complete", async () => {
	await open(amir, at("110"));
	await open(ana, at("110"));
	await amir.fill("#comment-1a", "First");
	await press(amir, "Save");
	assert.equal(await press(ana, "Save and mark complete"), 409);
	assert.equal(await stateOf("110"), "in progress");
	await open(amir, at("110"));
	await press(amir, "Save and mark complete");
	await ana.fill("#comment-1a", "Second");
	const status = await press(ana, "Save");
	assert.ok([403, 409].includes(status), `it is complete meanwhile: ${status}`);
	assert.equal(stored("110").comments["1a"], "First");
	assert.ok((await mainText(ana)).length > 0);
});

// In the words of the list.
async function stateOf(number) {
	await open(amir, YEAR);
	const row = amir.locator("tr", { has: amir.locator(`a[href$="/requirement/${number}"]`) });
	return (await row.locator(".nhsuk-tag").innerText()).trim().toLowerCase();
}

// ---- the same thing twice ----

for (const [name, page, number] of [["with", ana, "111"], ["without", anaPlain, "112"]])
	test(`${name} JavaScript: a double click on Save stores once`, async () => {
		const before = audited(ORG, "answer.save");
		await open(page, at(number));
		await page.fill("#comment-1a", "Twice?");
		await follow(page, () => page.getByRole("button", { name: "Save", exact: true }).dblclick());
		await page.waitForURL(/saved=1/);
		assert.equal(await banner(page), "Saved");
		assert.equal(audited(ORG, "answer.save"), before + 1);
	});

test("one form sent five times at once is stored once, and each time taken as saved", async () => {
	await open(ana, at("200"));
	const before = audited(ORG, "answer.save");
	const fields = await ana.locator("form[data-ig-draft]").evaluate(form =>
		Object.fromEntries(new FormData(form)));
	const replies = await Promise.all([1, 2, 3, 4, 5].map(() =>
		send(ana, at("200"), { ...fields, "comment-1a": "Five times", do: "save" })));
	for (const { status } of replies) assert.equal(status, 303);
	assert.equal(audited(ORG, "answer.save"), before + 1);
	assert.equal(stored("200").comments["1a"], "Five times");
});

test("a page that is loaded again after saving sends nothing again", async () => {
	await open(ana, at("201"));
	await ana.fill("#comment-1a", "Once");
	await press(ana, "Save");
	const before = audited(ORG, "answer.save");
	await ana.reload();
	await ana.reload();
	assert.equal(audited(ORG, "answer.save"), before);
	assert.equal(await ana.inputValue("#comment-1a"), "Once");
});

test("a form that was refused and is loaded again is sent again, refused again, and stores nothing", async () => {
	await open(ana, at("202"));
	const before = audited(ORG, "answer.save");
	await ana.fill("#comment-1a", "Kept on the page");
	await ana.fill("#due-day", "31");
	await ana.fill("#due-month", "2");
	await ana.fill("#due-year", "2027");
	assert.equal(await press(ana, "Save"), 422);
	const response = await ana.reload();
	assert.equal(response.status(), 422);
	assert.equal(await ana.inputValue("#comment-1a"), "Kept on the page");
	assert.equal(audited(ORG, "answer.save"), before);
	await ana.fill("#due-day", "28");
	assert.equal(await press(ana, "Save"), 200);
	assert.equal(stored("202").target.date, "2027-02-28");
});

test("Back to the form after saving, changed and saved again: the change is kept", async () => {
	for (const page of [ana, anaPlain]) {
		await open(page, at("203"));
		await page.fill("#comment-1a", "Before Back");
		await press(page, "Save");
		await page.goBack();
		await page.fill("#comment-1a", "After Back");
		let status = await press(page, "Save");
		// A page of before the save is out of date: both texts are shown.
		if (status === 409) {
			assert.equal(await page.inputValue("#comment-1a"), "After Back");
			status = await press(page, "Save");
		}
		assert.equal(status, 200);
		assert.equal(stored("203").comments["1a"], "After Back");
	}
});

// ---- a form from before somebody signed in anew in another tab ----

test("a form of a session that was ended by signing in anew is refused; Back brings what was typed, and it can be saved", async () => {
	const page = await person();
	await signIn(page, "amir");
	await open(page, at("205"));
	await page.fill("#comment-1a", "A long text that took an hour");
	const tab = await page.context().newPage();
	await open(tab, "/home");
	await signOut(tab);
	await signIn(tab, "amir");
	const status = await press(page, "Save");
	assert.equal(status, 403);
	assert.match(await heading(page), /out of date/);
	await page.goBack();
	assert.equal(await page.inputValue("#comment-1a"), "A long text that took an hour");
	assert.equal(await press(page, "Save"), 200);
	assert.equal(stored("205").comments["1a"], "A long text that took an hour");
	await page.context().close();
});

// ---- signing in ----

test("sign-in: what is wrong is said, the user name stays, the password does not, and nothing tells which was wrong", async () => {
	for (const js of [true, false]) {
		const page = await person({ js });
		await open(page, "/sign-in");
		assert.equal(await press(page, "Sign in"), 422);
		assert.match(await page.title(), /^Error: Sign in/);
		const links = await page.locator(".nhsuk-error-summary a").allInnerTexts();
		assert.deepEqual(links, ["Enter your user name", "Enter your password"]);
		if (js) assert.equal(await page.evaluate(() => document.activeElement.className), "nhsuk-error-summary");
		await picture(page, `sign-in-422${js ? "" : "-nojs"}`);
		const said = [];
		for (const user of ["amir", "no-such-person"]) {
			await page.fill("#user", user);
			await page.fill("#password", "wrong");
			assert.equal(await press(page, "Sign in"), 422);
			assert.equal(await page.inputValue("#user"), user);
			assert.equal(await page.inputValue("#password"), "");
			said.push(await page.locator(".nhsuk-error-summary").innerText());
		}
		assert.equal(said[0], said[1]);
		await page.fill("#user", " amir ");
		await page.fill("#password", password("amir"));
		assert.equal(await press(page, "Sign in"), 200);
		assert.match(page.url(), /\/home$/, "spaces around the name do not matter");
		await page.context().close();
	}
});

test("a page asked for without a session is shown after signing in; another site's is not", async () => {
	const page = await person();
	await open(page, at("110"));
	assert.match(page.url(), /\/sign-in\?next=/);
	await page.fill("#user", "amir");
	await page.fill("#password", password("amir"));
	await press(page, "Sign in");
	assert.ok(page.url().endsWith(at("110")));
	for (const next of ["https://evil.example/", "//evil.example/", "/\\evil.example", "/sign-out", "/nowhere"]) {
		await page.context().clearCookies();
		await open(page, `/sign-in?next=${encodeURIComponent(next)}`);
		await page.fill("#user", "amir");
		await page.fill("#password", password("amir"));
		await press(page, "Sign in");
		assert.match(page.url(), /\/home$/, next);
	}
	await page.context().close();
});

test("after five wrong passwords one has to wait, and is told how long", async () => {
	const page = await person();
	await open(page, "/sign-in");
	let status;
	for (let i = 0; i < 6; i++) {
		await page.fill("#user", "vera");
		await page.fill("#password", `wrong ${i}`);
		status = await press(page, "Sign in");
		if (status !== 422) break;
	}
	assert.equal(status, 429);
	assert.equal(await heading(page), "Too many attempts to sign in");
	assert.match(await mainText(page), /Wait \d+ (seconds?|minutes?)/);
	await picture(page, "error-429");
	await page.context().close();
});

// ---- Back after signing out ----

test("with and without JavaScript, with Chromium's own memory of pages: Back after signing out shows nothing", async () => {
	const real = await launch(["--disable-back-forward-cache"]);
	for (const js of [true, false]) {
		const page = await person({ js, of: real });
		await signIn(page, "amir");
		await open(page, at("101"));
		await open(page, YEAR);
		await open(page, at("105"));
		assert.match(await mainText(page), /Ana's paper|Amir/);
		await signOut(page);
		for (let i = 0; i < 4; i++) {
			await page.goBack({ waitUntil: "commit" }).catch(() => {});
			await page.waitForTimeout(250); // a page kept in memory asks anew
			await page.waitForLoadState("load");
			const text = await page.locator("body").innerText();
			assert.doesNotMatch(text, /Amir|Ana's|Westbrook|RX902/, `${page.url()}`);
		}
		// The next person at this computer goes back through the same tab.
		await signIn(page, "sol");
		for (let i = 0; i < 3; i++) {
			await page.goBack({ waitUntil: "commit" }).catch(() => {});
			await page.waitForTimeout(250);
			await page.waitForLoadState("load");
			assert.doesNotMatch(await page.locator("body").innerText(), /Amir|Ana's|Westbrook/, page.url());
		}
		await page.context().close();
	}
	await real.close();
	hush(); // pages that Chromium kept in memory let go of their requests in their own ways
});

test("nothing that was shown is left in the browser's cache", async () => {
	const page = await person();
	await signIn(page, "amir");
	await open(page, at("101"));
	const cached = await page.evaluate(async where => {
		const reply = await fetch(where, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
		return reply !== null && reply.ok;
	}, at("101"));
	assert.equal(cached, false);
	hush(); // asking for what is not there is a failed request
	await page.context().close();
});

// ---- what is not yours, and what is not there ----

test("what is another organisation's looks like what is not there", async () => {
	const page = await person();
	await signIn(page, "adele");
	const other = await person();
	await signIn(other, "priya");
	await open(other, "/people");
	const theirs = await other.getByRole("link", { name: "Daniel Osei" }).getAttribute("href");
	await other.context().close();
	const plain = text => text.replace(/Reference: .*/, "");
	await open(page, "/people/1234567890");
	const nobody = plain(await mainText(page));
	for (const where of [theirs, "/assessment/13", "/assessment/13/score", "/assessment/13/requirement/114",
		"/assessment/13/publication", `${YEAR}/publication`, `${at("101")}9`, `${YEAR}/score/XXX`]) {
		assert.equal(await open(page, where), 404, where);
		assert.equal(plain(await mainText(page)), nobody, where);
	}
	for (const where of [theirs, `${theirs}/roles`])
		assert.equal((await send(page, where, { name: "Taken over", had: "0", "role-viewer": "1" })).status, 404, where);
	assert.equal(igtkJson("person", "list", "--org", "RX901").filter(p => p.name === "Taken over").length, 0);
	// An organisation in which one holds no role cannot be moved to.
	const orgs = igtk("audit", "export").match(/"object":\d+,"detail":"{\\"code\\":\\"8XX01/)?.[0].match(/\d+/)?.[0];
	if (orgs) assert.ok([403, 404].includes((await send(page, "/organisation", { org: orgs })).status));
	await page.context().close();
});

const nonsense = ["/nope", "/assessment", "/assessment/", "/assessment/14.1/", "/assessment/99", `${at("1e1")}`, `${at("-1")}`,
	`${at("101")}/`, `${at("101")}/confirm`, "/people/0", "/people/-1", "/people/99999999999999999999", "/people/abc",
	"/%00", "/%", "/%zz", "/%2e%2e/etc/passwd", "/a%2fb", "//evil.example/", "/assets/nope.css", "/_pages/down.html",
	`/${"x".repeat(3000)}`, `/sign-in?next=${"x".repeat(2000)}`, "/sign-in?surprise=1", `${YEAR}?section=<script>alert(1)</script>`,
	`${YEAR}?owner=%00`, `${YEAR}?status=a&status=b`, "/audit?before=-5", "/audit?before=99999999999999999999", "/audit?installation=1",
	"/<script>alert(1)</script>", "/sign-out", "/session/keep", "/organisation"];

test("nonsense addresses get a page that says so, and never run or leak anything", async () => {
	for (const page of [await person({ quiet: false }), amir]) {
		for (const where of nonsense) {
			const response = await page.context().request.get(site + where, { maxRedirects: 0 });
			const status = response.status();
			assert.ok((status >= 400 && status < 500) || status === 200 || status === 303, `${where.slice(0, 80)}: ${status}`);
			const text = await response.text();
			assert.doesNotMatch(text, /<script>alert/, where);
			assert.doesNotMatch(text, /sqlite|\.c:\d|SELECT \w+ FROM|\/tmp\//, where);
			if (status === 303) assert.match(response.headers().location, /^\/sign-in/, where);
		}
		if (page !== amir) await page.context().close();
	}
	for (const [where, want] of [["/nope", 404], [`${YEAR}/requirement/999`, 404], ["/a%2fb", 400], ["/sign-out", 405], ["/people", 403]]) {
		assert.equal(await open(amir, where), want, where);
		assert.equal(await amir.locator("h1").count(), 1);
		await picture(amir, `error-${want}`);
	}
});

test("a POST with another session's token, no token, or from another site is refused", async () => {
	await open(amir, at("206"));
	const csrf = await amir.locator("input[name=csrf]").first().getAttribute("value");
	const fields = { edition: "1", "met-1a": "1", "evidence-lines": "0", do: "save" };
	const request = ana.context().request;
	const post = (form, headers) => request.post(site + at("206"), { form, headers, maxRedirects: 0 });
	const own = await (async () => { await open(ana, at("206")); return ana.locator("input[name=csrf]").first().getAttribute("value"); })();
	assert.equal((await post({ ...fields, csrf, op: "1234" })).status(), 403, "another's");
	assert.equal((await post({ ...fields, op: "1234" })).status(), 403, "none");
	for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }])
		assert.equal((await post({ ...fields, csrf: own, op: "1234" }, headers)).status(), 403, JSON.stringify(headers));
	assert.equal(stored("206"), undefined);
});

// ---- the policy, and frames ----

test("the content security policy stops inline and foreign script, style and pictures", async () => {
	const page = await person({ quiet: false });
	await open(page, "/sign-in");
	const ran = await page.evaluate(async () => {
		const stopped = [];
		document.addEventListener("securitypolicyviolation", e => stopped.push(e.effectiveDirective));
		const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
		add("script", { textContent: "window.ran = 1" });
		add("style", { textContent: "h1 { display: none }" });
		add("img", { src: "http://127.0.0.1:9/x.png" });
		add("iframe", { src: "/help" });
		document.querySelector("h1").setAttribute("onclick", "window.ran = 1");
		document.querySelector("h1").click();
		await fetch("http://127.0.0.1:9/").catch(() => {});
		await new Promise(done => setTimeout(done, 300));
		return { ran: window.ran === 1, shown: getComputedStyle(document.querySelector("h1")).display, stopped };
	});
	assert.equal(ran.ran, false);
	assert.equal(ran.shown, "block");
	for (const directive of ["script-src-elem", "script-src-attr", "style-src-elem", "img-src", "frame-src", "connect-src"])
		assert.ok(ran.stopped.includes(directive), directive);
	await page.context().close();
});

test("another site cannot put a page of it into a frame", async () => {
	const other = createServer((_, reply) => {
		reply.setHeader("Content-Type", "text/html");
		reply.end(`<!DOCTYPE html><iframe src="${site}/sign-in"></iframe>`);
	});
	await new Promise(done => other.listen(0, "127.0.0.1", done));
	const page = await person({ quiet: false });
	await page.goto(`http://127.0.0.1:${other.address().port}/`);
	const frame = page.frames()[1];
	assert.doesNotMatch(await frame.locator("body").innerText().catch(() => ""), /Sign in/);
	await page.context().close();
	other.close();
});

test("every route that changes something is a POST, and a GET of it is refused", async () => {
	for (const route of routeTable().filter(r => r.method === "POST" && r.path !== "/sign-in")) {
		const where = route.path.replace(":version", V).replace(":number", "101").replace(/:\w+/g, "1");
		if (routeTable().some(r => r.method === "GET" && r.path === route.path)) continue;
		const reply = await amir.context().request.get(site + where, { maxRedirects: 0 });
		// Where the address is also that of a page, such as a person's, it is that page's refusal.
		assert.ok([403, 405].includes(reply.status()), `${where}: ${reply.status()}`);
	}
});

await run();
