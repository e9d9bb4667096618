-- rates.lua - what wrk has seen, as one line for rates.sh.
function done(summary, latency, requests)
	local e = summary.errors
	print(string.format("seen %d %d %d %d %d %d %d %d", summary.requests,
		summary.duration, summary.bytes, latency:percentile(50),
		latency:percentile(99), e.connect + e.read + e.write, e.status,
		e.timeout))
end
