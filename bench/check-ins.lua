-- Known nodes, up to date, check in one after the other; bench/check-ins.ts runs it with wrk. NODES names a file of a
-- machine id and its address a line, BEFORE_ID and AFTER_ID what stands around it in a request.
local nodes, n = {}, 0
for line in io.lines(os.getenv('NODES')) do
  local id, address = line:match('(%S+) (%S+)')
  nodes[#nodes + 1] = { id = id, address = address }
end
local before, after = os.getenv('BEFORE_ID'), os.getenv('AFTER_ID')

request = function()
  n = n % #nodes + 1
  local headers = { ['content-type'] = 'text/xml', ['x-forwarded-for'] = nodes[n].address }
  return wrk.format('POST', '/v1/update', headers, before .. nodes[n].id .. after)
end

done = function(summary, latency)
  local failed = summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout
  io.write(string.format('RESULT %d %d %d %d %d\n', summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), failed))
end
