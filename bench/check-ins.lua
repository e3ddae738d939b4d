-- Known nodes, up to date, check in one after the other; bench/check-ins.ts runs it with wrk. IDS names a file of one
-- machine id a line, BEFORE_ID and AFTER_ID what stands around it in a request.
local ids, n = {}, 0
for id in io.lines(os.getenv('IDS')) do ids[#ids + 1] = id end
local before, after = os.getenv('BEFORE_ID'), os.getenv('AFTER_ID')

request = function()
  n = n % #ids + 1
  return wrk.format('POST', '/v1/update', { ['content-type'] = 'text/xml' }, before .. ids[n] .. after)
end

done = function(summary, latency)
  local failed = summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout
  io.write(string.format('RESULT %d %d %d %d %d\n', summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), failed))
end
