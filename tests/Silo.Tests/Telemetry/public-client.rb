# Sends what the public Ruby client of OpenClacky sends, in the way in which it does: Net::HTTP, a background thread for each event, JSON without
# spaces, no header but the content type. Each answer must be 200 or 201 with JSON in it. Arguments: the server's address, and how many devices.
require "json"
require "net/http"
require "rbconfig"

server, devices = ARGV[0], ARGV[1].to_i

def post(server, path, payload)
  uri = URI.parse("#{server}#{path}")
  http = Net::HTTP.new(uri.host, uri.port)
  http.open_timeout = 5
  http.read_timeout = 15
  request = Net::HTTP::Post.new(uri.request_uri)
  request["Content-Type"] = "application/json"
  request.body = JSON.generate(payload)
  answer = http.request(request)
  abort "#{path}: #{answer.code} #{answer.body}" unless %w[200 201].include?(answer.code)
  abort "#{path}: no data" unless JSON.parse(answer.body)["data"] == {}
  1
end

taken = (1..devices).flat_map do |number|
  base = { device_id: format("%064x", number), version: "0.9.29" }
  task = base.merge(
    model: "claude-sonnet-4-5", provider: "anthropic", status: "success", iterations: 7, duration_ms: (12.3456 * 1000).round,
    cost_usd: 0.0123, cost_source: "price", prompt_tokens: 18_211, completion_tokens: 904, cache_creation_tokens: 1_200,
    cache_read_tokens: 16_000, cache_total_requests: 7, cache_hit_requests: 6
  )
  [
    ["/api/v1/telemetry/startup",
     base.merge(os: RbConfig::CONFIG["host_os"], ruby_version: RUBY_VERSION, brand: number.odd? ? "johnai" : nil, launch_source: "cli").compact],
    ["/api/v1/telemetry/task", task],
    ["/api/v1/telemetry/task", task.merge(status: "error", error_kind: "No such file or directory @ rb_sysopen - /home/alice/secret-proj"[0, 64])],
    ["/api/v1/telemetry/task", base],
    ["/api/v1/telemetry/share", base.merge(event: "share_open", extra: { "page" => "https://example.org/private" })]
  ].map { |path, payload| Thread.new { post(server, path, payload) } }.map(&:value)
end
puts "#{taken.sum} taken"
