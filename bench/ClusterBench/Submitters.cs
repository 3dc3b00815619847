using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.ClusterBench;

/// <summary>What one worker's submitters send, and what must be stored of it in the end.</summary>
internal sealed class Submitters(int worker, int count, DateOnly day)
{
    public const string AdminToken = "operators-token-of-the-bench";

    private readonly int[] _settled = new int[count];
    private int _next;

    /// <summary>Submissions that were acknowledged; each is accepted once, however often it was sent.</summary>
    public int Acknowledged => _settled.Sum();

    /// <summary>What must be stored: of each submitter the newest revision that was acknowledged.</summary>
    public IEnumerable<(string Submitter, long Revision, int Calls)> Stored =>
        _settled
            .Index()
            .Where(settled => settled.Item > 0)
            .Select(settled =>
                (
                    SubmitterId.Derive(Epoch.Containing(day), TokenOf(settled.Index)).ToString(),
                    (long)settled.Item,
                    CallsOf(settled.Index, settled.Item)
                )
            );

    /// <summary>The next report: the one after the last that was acknowledged, of the next submitter.</summary>
    public byte[] NextReport()
    {
        _next = (_next + 1) % count;
        var revision = _settled[_next] + 1;
        var report = new JsonObject
        {
            ["schema"] = 2,
            ["submission_token"] = TokenOf(_next),
            ["client"] = "claude-code",
            ["client_version"] = "0.1.0",
            ["days"] = new JsonArray(new JsonObject
            {
                ["day"] = day.ToString("yyyy-MM-dd"),
                ["revision"] = revision,
                ["tools"] = new JsonObject
                {
                    // One name that all use, and one of many.
                    ["Bash"] = Counts(CallsOf(_next, revision)),
                    [$"tool-{(worker + _next) % 500}"] = Counts(1),
                },
            }),
        };
        return Encoding.UTF8.GetBytes(report.ToJsonString());
    }

    /// <summary>Notes that the report that was given last is acknowledged.</summary>
    public void Settle() => _settled[_next]++;

    private static JsonObject Counts(int calls) => new() { ["calls"] = calls, ["errors"] = 0, ["rejections"] = 0 };

    private static int CallsOf(int submitter, int revision) => 1 + ((submitter + (7 * revision)) % 50);

    private string TokenOf(int submitter) => $"{((long)worker << 32) + submitter:x32}";
}
