<?php
/*
 * list.php - the requirement list as a page in PHP.
 *
 * What somebody would write who knows PHP well: PDO over a connection that
 * stays, one query for each thing, HTML with values in it, kept compiled by
 * OPcache.  It reads igtk's records
 * and makes igtk's page, byte for byte but for escapes and white space; the
 * rates say no more than that about either.  DATABASE and the ASSET_ names
 * come from the pool's environment.
 */
$began = hrtime(true);

function h(?string $s): string { return htmlspecialchars($s ?? ''); }

function rows(PDO $db, string $sql, array $values): array
{
	$st = $db->prepare($sql);
	$st->execute($values);
	return $st->fetchAll(PDO::FETCH_ASSOC);
}

function level(?int $level): array
{
	return $level === null ? ['none', 'None'] : [(string)$level, "Level $level"];
}

/* What stands under "now" of an answer. */
function now(array $q): array
{
	if ($q['exempt'])
		return ['none', 'Exempt'];
	if ($q['not_relevant'])
		return ['none', 'Not relevant'];
	return $q['state'] == 0 ? ['none', 'Not set'] : level($q['level']);
}

/* A session that is in use, and the roles it has. */
function session(PDO $db, string $token): ?array
{
	$hash = sodium_crypto_generichash($token, '', 64);
	$found = rows($db, 'SELECT s.person_id, s.org_id, s.begun_at, s.seen_at, p.closed, s.groups,
		COALESCE(g.role, 0) AS role, p.name, o.name AS org, o.type
		FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN org o ON o.id = s.org_id
		LEFT JOIN role_grant g ON g.person_id = s.person_id AND (+g.org_id = s.org_id OR +g.org_id = 0)
		WHERE s.token = CAST(? AS BLOB)', [substr($hash, 0, 32)]);
	$now = microtime(true) * 1e6;
	if (!$found || $found[0]['closed'] || $now - $found[0]['seen_at'] > 900e6 ||
	    $now - $found[0]['begun_at'] > 43200e6)
		return null;
	$s = $found[0];
	$s['roles'] = array_reduce($found, fn($all, $row) => $all | $row['role'], 0);
	$s['csrf'] = bin2hex(substr($hash, 32, 16));
	return $s;
}

function options(array $choices, string $chosen): void
{
	foreach ($choices as $value => $text) { ?>
<option value="<?= h((string)$value) ?>"<?= (string)$value === $chosen ? ' selected' : '' ?>><?= h($text) ?></option>
<?php	}
}

$db = new PDO('sqlite:' . getenv('DATABASE'), null, null, [
	PDO::ATTR_PERSISTENT => true,
	PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
	PDO::SQLITE_ATTR_OPEN_FLAGS => PDO::SQLITE_OPEN_READONLY,
]);
$db->beginTransaction();
$s = session($db, $_COOKIE['igtk'] ?? '');
if ($s === null) {
	header('Location: /sign-in', true, 303);
	exit;
}
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$version = basename($path);
$year = rows($db, 'SELECT a.id, a.pack_id, a.version, a.state, a.due_on, a.carried_from, k.title, k.mark, k.note,
	k.rounding, k.grade_level, k.grade_0, k.grade_1, k.grade_2
	FROM assessment a JOIN pack k ON k.id = a.pack_id WHERE a.org_id = ? AND a.version = ?',
	[$s['org_id'], $version])[0] ?? null;
if ($year === null) {
	http_response_code(404);
	exit;
}
$initiatives = rows($db, 'SELECT code, name FROM initiative WHERE pack_id = ? ORDER BY position', [$year['pack_id']]);
$all = rows($db, 'SELECT r.number, r.title, r.initiative, a.state, a.level, a.previous_level, a.not_relevant,
	a.target_level, a.evidence, a.plan_state, a.owner
	FROM requirement r JOIN answer a ON a.org_id = ? AND a.assessment_id = ? AND a.requirement_id = r.id
	WHERE r.pack_id = ? ORDER BY r.number', [$s['org_id'], $year['id'], $year['pack_id']]);
$exempt = array_flip(array_column(rows($db, 'SELECT number FROM exemption
	WHERE version = ? AND (+org_id = ? OR +org_type = ?)', [$version, $s['org_id'], $s['type']]), 'number'));
$db->commit();

$states = [['grey', 'Not started', 'not-started'], ['orange', 'To re-confirm', 'to-reconfirm'],
	['blue', 'In progress', 'in-progress'], ['green', 'Complete', 'complete'],
	['white', 'Confirmed', 'confirmed']];
$section = (string)($_GET['section'] ?? '');
$owner = (string)($_GET['owner'] ?? '');
$status = (string)($_GET['status'] ?? '');
$answered = $begun = $reached = $planned = $unplanned = $points = $of = $below = $accepted = 0;
$counts = [0, 0, 0, 0, 0];
$owners = ['' => 'Anyone'];
$groups = [];
foreach ($all as $q) {
	$q['exempt'] = isset($exempt[$q['number']]);
	$playing = !$q['exempt'] && !$q['not_relevant'];
	$low = $playing && $q['level'] < $year['grade_level'];
	$answered += $q['state'] >= 3;
	$begun += $q['state'] != 0;
	if ($q['state'] != 0) {
		$reached += !$low;
		$planned += $low && $q['plan_state'] != 0;
		$unplanned += $low && $q['plan_state'] == 0;
	}
	$counts[$playing && $q['state'] != 0 ? 3 - $q['level'] : 4]++;
	if ($playing) {
		$points += $q['level'];
		$of += 3;
		$below += $low;
		$accepted += $low && $q['plan_state'] == 2;
	}
	if (!isset($owners[$q['owner']]))
		$owners[$q['owner']] = $q['owner'];
	if (($section === '' || $initiatives[$q['initiative']]['code'] === $section) &&
	    ($owner === '' || $q['owner'] === $owner) &&
	    ($status === '' || ($status === 'below' ? $low : $states[$q['state']][2] === $status)))
		$groups[$q['initiative']][] = $q;
}
$percent = $of == 0 ? 'not applicable'
	: intdiv(100 * $points + ($year['rounding'] == 1 ? intdiv($of, 2) : 0), $of) . '%';
$grade = $year[$below == 0 ? 'grade_0' : ($accepted == $below ? 'grade_1' : 'grade_2')];
$days = (int)date_diff(new DateTime('today'), new DateTime($year['due_on']))->format('%r%a');
$left = $days == 0 ? 'due today' : abs($days) . ' day' . (abs($days) == 1 ? '' : 's') . ($days < 0 ? ' late' : ' left');
$bars = [];
$x = 0;
foreach (['Level 3', 'Level 2', 'Level 1', 'Level 0', 'Not set or not relevant'] as $i => $text) {
	$from = intdiv($x * 1100, count($all));
	$x += $counts[$i];
	$bars[] = [$i == 4 ? 'bar-none' : 'bar-' . (3 - $i), $text, $counts[$i], $from,
		intdiv($x * 1100, count($all)) - $from];
}
$nav = array_filter([['/home', 'Home', -1], ['/people', 'People', 16 | 256], ['/organisations', 'Organisations', 256],
	['/audit', 'Audit trail', 16 | 32 | 256]], fn($part) => ($part[2] & ($s['roles'] | 512)) != 0);
$published = $year['state'] == 2;
$open = [['blue', 'Open'], ['green', 'Confirmed'], ['white', 'Published']][$year['state']];
$assets = '/assets/';
$title = $year['title'] . ' assessment';
header('Content-Type: text/html; charset=utf-8');
header('Cache-Control: no-store');
header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " .
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
header('X-Content-Type-Options: nosniff');
header('X-Frame-Options: DENY');
header('Referrer-Policy: same-origin');
header('Cross-Origin-Opener-Policy: same-origin');
header('Cross-Origin-Resource-Policy: same-origin');
header('Permissions-Policy: camera=(), geolocation=(), microphone=()');
?>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title><?= h($title) ?> - Information governance toolkit</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#2f4858">
<link rel="icon" href="<?= h($assets . getenv('ASSET_ICON')) ?>" type="image/svg+xml">
<link rel="stylesheet" href="<?= h($assets . getenv('ASSET_CSS')) ?>">
</head>
<body class="ig-wide" data-ig-idle-seconds="900" data-ig-keepalive="/session/keep" data-ig-signout="/sign-in?idle=1">
<script src="<?= h($assets . getenv('ASSET_JS_ON')) ?>"></script>
<a class="nhsuk-skip-link" href="#maincontent" data-module="nhsuk-skip-link">Skip to main content</a>
<header class="nhsuk-header" data-module="nhsuk-header">
<div class="nhsuk-header__container nhsuk-width-container">
<div class="nhsuk-header__service">
<a class="nhsuk-header__service-name" href="/">Information governance toolkit<span class="ig-header__org"><?= h($s['org']) ?></span></a>
</div>
<nav class="nhsuk-header__account" aria-label="Account">
<ul class="nhsuk-header__account-list">
<li class="nhsuk-header__account-item"><?= h($s['name']) ?></li>
<li class="nhsuk-header__account-item">
<form class="nhsuk-header__account-form" action="/sign-out" method="post"><input type="hidden" name="csrf" value="<?= h($s['csrf']) ?>"><input type="hidden" name="op" value="<?= random_int(1, PHP_INT_MAX) ?>"><button class="nhsuk-header__account-button" type="submit">Sign out</button></form>
</li>
</ul>
</nav>
</div>
<nav class="nhsuk-header__navigation" aria-label="Menu">
<div class="nhsuk-header__navigation-container nhsuk-width-container">
<ul class="nhsuk-header__navigation-list">
<?php foreach ($nav as [$to, $text]): ?>
<li class="nhsuk-header__navigation-item"><a class="nhsuk-header__navigation-link" href="<?= h($to) ?>"><?= h($text) ?></a></li>
<?php endforeach ?>
<li class="nhsuk-header__menu" hidden><button class="nhsuk-header__menu-toggle nhsuk-header__navigation-link" id="toggle-menu" aria-expanded="false"><span class="nhsuk-u-visually-hidden">Browse </span>More</button></li>
</ul>
</div>
</nav>
</header>
<div class="nhsuk-width-container">
<nav aria-label="Back"><a class="nhsuk-back-link" href="/home">Back to Assessments</a></nav>
<main class="nhsuk-main-wrapper" id="maincontent">
<h1 class="nhsuk-heading-xl nhsuk-u-margin-bottom-3"><?= h($title) ?></h1>
<?php if ($published): ?>
<p class="nhsuk-body-l nhsuk-u-margin-bottom-4">Published. Nothing in it can be changed any more. <a class="nhsuk-link" href="<?= h($path) ?>/publication">See the publication</a></p>
<?php else: ?>
<p class="nhsuk-body-l nhsuk-u-margin-bottom-4">Publish by <?= date('j F Y', strtotime($year['due_on'])) ?>, <?= h($left) ?>. <strong class="nhsuk-tag nhsuk-tag--<?= $open[0] ?>"><?= $open[1] ?></strong></p>
<?php endif ?>
<?php if ($year['mark'] !== 'source'): ?>
<details class="nhsuk-details"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">How sure this set of requirements is: <?= h($year['mark']) ?></span></summary>
<div class="nhsuk-details__text"><p><?= h($year['note']) ?></p></div></details>
<?php endif ?>
<?php if ($year['carried_from'] !== null && !$published): ?>
<p>Answers were carried over from version <?= h($year['carried_from']) ?>. Look at each one again and mark it complete.</p>
<?php endif ?>
<figure class="ig-progress">
<figcaption><?= $answered ?> of <?= count($all) ?> requirements are complete</figcaption>
<svg viewBox="0 0 1100 40" aria-hidden="true" focusable="false" preserveAspectRatio="none" class="ig-bars">
<?php foreach ($bars as [$class, , , $from, $width]): if ($width > 0): ?>
<rect class="ig-<?= $class ?>" x="<?= $from ?>" y="1" width="<?= $width ?>" height="38"/>
<?php endif; endforeach ?>
</svg>
<ul class="ig-key">
<?php foreach ($bars as [$class, $text, $n]): ?>
<li><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect class="ig-<?= $class ?>" x="1" y="1" width="14" height="14"/></svg><?= h($text) ?>: <b><?= $n ?></b></li>
<?php endforeach ?>
</ul>
</figure>
<ul class="ig-stats">
<li><b><?= h($percent) ?></b> <?= h($grade) ?>. <?= $below ?> below level <?= $year['grade_level'] ?>. <a class="nhsuk-link" href="<?= h($path) ?>/score">How the score is made</a></li>
<li><b><?= $reached ?></b> at level <?= $year['grade_level'] ?> or above, or left out</li>
<li><b><?= $planned ?></b> below level <?= $year['grade_level'] ?> with a plan</li>
<li class="ig-stats--warn"><b><?= $unplanned ?></b> below level <?= $year['grade_level'] ?>, no plan</li>
<li><b><?= count($all) - $begun ?></b> not started</li>
</ul>
<form class="ig-filter" method="get" action="<?= h($path) ?>" role="search" aria-label="Filter requirements">
<div class="nhsuk-form-group"><label class="nhsuk-label" for="section">Section</label><select class="nhsuk-select" id="section" name="section">
<?php options(['' => 'All sections'] + array_column($initiatives, 'name', 'code'), $section) ?>
</select></div>
<div class="nhsuk-form-group"><label class="nhsuk-label" for="owner">Owner</label><select class="nhsuk-select" id="owner" name="owner">
<?php options($owners, $owner) ?>
</select></div>
<div class="nhsuk-form-group"><label class="nhsuk-label" for="status">Status</label><select class="nhsuk-select" id="status" name="status">
<?php options(['' => 'Any status'] + array_column($states, 1, 2) + ['below' => 'Below the level asked'], $status) ?>
</select></div>
<button class="nhsuk-button nhsuk-button--secondary" type="submit">Filter</button>
</form>
<?php if (!$groups): ?>
<p>No requirement fits this filter. <a class="nhsuk-link" href="<?= h($path) ?>">Show all of them</a></p>
<?php endif ?>
<?php foreach ($groups as $i => $lines): ?>
<table class="nhsuk-table ig-table ig-table--req">
<caption class="nhsuk-table__caption nhsuk-table__caption--m"><?= $i + 1 ?>. <?= h($initiatives[$i]['name']) ?></caption>
<thead class="nhsuk-table__head"><tr class="nhsuk-table__row"><th class="nhsuk-table__header" scope="col">Requirement</th><th class="nhsuk-table__header ig-w-level ig-opt" scope="col">Last year</th><th class="nhsuk-table__header ig-w-level" scope="col">Now</th><th class="nhsuk-table__header ig-w-level ig-opt" scope="col">Target</th><th class="nhsuk-table__header ig-w-num ig-num ig-opt" scope="col">Evidence</th><th class="nhsuk-table__header ig-w-status" scope="col">Status</th></tr></thead>
<tbody class="nhsuk-table__body">
<?php foreach ($lines as $q): $was = level($q['previous_level']); $is = now($q); $goal = level($q['target_level']); $tag = $states[$q['state']] ?>
<tr class="nhsuk-table__row"><th class="nhsuk-table__header" scope="row"><a class="nhsuk-link" href="<?= h($path) ?>/requirement/<?= rawurlencode($q['number']) ?>"><?= h($q['number']) ?> <?= h($q['title']) ?></a><span class="ig-sub"><?= $q['owner'] === '' ? 'No owner' : h($q['owner']) ?></span></th><td class="nhsuk-table__cell ig-opt"><span class="ig-level ig-level--<?= $was[0] ?>"><?= $was[1] ?></span></td><td class="nhsuk-table__cell"><span class="ig-level ig-level--<?= $is[0] ?>"><?= $is[1] ?></span></td><td class="nhsuk-table__cell ig-opt"><span class="ig-level ig-level--<?= $goal[0] ?>"><?= $goal[1] ?></span></td><td class="nhsuk-table__cell ig-num ig-opt"><?= $q['evidence'] ?></td><td class="nhsuk-table__cell"><strong class="nhsuk-tag nhsuk-tag--<?= $tag[0] ?>"><?= $tag[1] ?></strong></td></tr>
<?php endforeach ?>
</tbody></table>
<?php endforeach ?>
<?php if (!$published): ?>
<h2 class="nhsuk-heading-m">Publish this assessment</h2>
<p>A page lists everything that still has to be done first, and who can do it.</p>
<a class="nhsuk-button nhsuk-button--secondary" href="<?= h($path) ?>/readiness" draggable="false">See what is left</a>
<?php endif ?>
</main>
</div>
<footer class="nhsuk-footer">
<div class="nhsuk-width-container">
<div class="nhsuk-footer__meta">
<h2 class="nhsuk-u-visually-hidden">Support links</h2>
<ul class="nhsuk-footer__list">
<li class="nhsuk-footer__list-item"><a class="nhsuk-footer__list-item-link" href="/accessibility">Accessibility statement</a></li>
<li class="nhsuk-footer__list-item"><a class="nhsuk-footer__list-item-link" href="/help">Get help</a></li>
</ul>
<p class="nhsuk-body-s">Page made in <?= number_format((hrtime(true) - $began) / 1000) ?> microseconds</p>
</div>
</div>
</footer>
<script type="module" src="<?= h($assets . getenv('ASSET_JS')) ?>"></script>
</body>
</html>
