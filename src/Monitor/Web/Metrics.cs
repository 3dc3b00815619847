using System.Globalization;
using System.Text;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Web;

/// <summary>The answer of `/metrics`: the text format of Prometheus, version 0.0.4.</summary>
internal static class Metrics
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(LiveTotals totals, ServeStatus status)
    {
        var text = new StringBuilder();
        // One answer shows all figures of one instant.
        var models = totals.Models();
        Begin(text, "tooltime_tokens_total", "counter", "Tokens since the process started.");
        foreach (var (client, model, tokens, _, _) in models)
        {
            foreach (var (kind, count) in Kinds(tokens))
            {
                Line(text, "tooltime_tokens_total", count, ("client", client), ("model", model), ("kind", kind));
            }
        }

        Begin(text, "tooltime_cost_usd_total", "counter", "Dollars since the process started, for models that have a price.");
        foreach (var (client, model, _, cost, _) in models)
        {
            Line(text, "tooltime_cost_usd_total", (double)cost, ("client", client), ("model", model));
        }

        Begin(text, "tooltime_responses_total", "counter", "Responses of models since the process started.");
        foreach (var (client, model, _, _, responses) in models)
        {
            Line(text, "tooltime_responses_total", responses, ("client", client), ("model", model));
        }

        Begin(text, "tooltime_calls_total", "counter", "Tool calls that ended since the process started.");
        foreach (var (client, tool, outcome, calls) in totals.Calls())
        {
            Line(text, "tooltime_calls_total", calls, ("client", client), ("tool", tool), ("outcome", outcome));
        }

        Begin(text, "tooltime_events_total", "counter", "Events that were published since the process started.");
        foreach (var (type, count) in totals.Events())
        {
            Line(text, "tooltime_events_total", count, ("type", type));
        }

        One(text, "tooltime_sessions_active", "gauge", "Active sessions.", status.Sessions);
        One(text, "tooltime_subscribers", "gauge", "Open WebSockets.", status.Subscribers);
        One(text, "tooltime_subscribers_cut_total", "counter", "WebSockets cut off because they did not read.", status.SubscribersCut);
        One(text, "tooltime_transcripts", "gauge", "Transcripts found by the last full scan.", status.Collector.Files);
        One(text, "tooltime_bytes_read_total", "counter", "Bytes read from transcripts.", status.Collector.BytesRead);
        One(text, "tooltime_readings_total", "counter", "Files that had something new.", status.Collector.Readings);
        One(text, "tooltime_index_saves_total", "counter", "How often the index was written.", status.Collector.Saves);
        One(text, "process_resident_memory_bytes", "gauge", "Resident memory.", status.ResidentBytes);
        One(text, "process_cpu_seconds_total", "counter", "Processor time.", status.CpuSeconds);
        One(text, "process_start_time_seconds", "gauge", "When the process started, in UTC seconds since 1970.", status.StartedAt);
        return text.ToString();
    }

    private static IEnumerable<(string Kind, long Count)> Kinds(EventTokens tokens) =>
        [("input", tokens.Input), ("output", tokens.Output), ("cache_read", tokens.CacheRead), ("cache_write", tokens.CacheWrite)];

    private static void One(StringBuilder text, string name, string type, string help, double value)
    {
        Begin(text, name, type, help);
        Line(text, name, value);
    }

    private static void Begin(StringBuilder text, string name, string type, string help) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        }

        text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string value) =>
        value
            .Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);
}
