using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>What other machines exported: each machine once, without this one.</summary>
internal sealed class TeamSource
{
    // The limit per row, so that no sum over rows that memory can hold overflows.
    private const long MaxTokens = 1_000_000_000_000;
    private const int MaxResponses = 100_000;
    private const decimal MaxCost = 1_000_000_000;

    private readonly IReadOnlyList<TeamFile> _files;
    private readonly Utf8Names _names = new();

    // Numbers below 0, so that none is one of the index's.
    private readonly Dictionary<Attribution, int> _numbers = [];
    private readonly List<Attribution> _attributions = [];

    private TeamSource(IReadOnlyList<TeamFile> files) => _files = files;

    public static TeamSource None { get; } = new([]);

    /// <summary>How many other machines there are.</summary>
    public int Machines => _files.Count;

    /// <param name="paths">The files. Of several of one machine, the newest counts.</param>
    /// <param name="ownMachine">The machine whose files are left out, since its transcripts are newer.</param>
    /// <exception cref="ConfigException">A file cannot be read, or is not an export.</exception>
    public static TeamSource Read(IReadOnlyList<string> paths, string ownMachine) =>
        new([
            .. paths
                .Select(Read)
                .Where(file => file.Machine != ownMachine)
                .GroupBy(file => file.Machine, StringComparer.Ordinal)
                .Select(files => files.MaxBy(file => file.Generated)!),
        ]);

    public IEnumerable<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> Usage()
    {
        foreach (var (file, use) in _files.SelectMany(file => file.Usage.Select(use => (file, use))))
        {
            var (session, model, at) = (Session(file, use.Client, use.Session), _names.Get(use.Model), Seconds(use.Day));
            var cell = new UsageCell
            {
                Attribution = Number(use.Account),
                First = at,
                Last = at,
                Responses = use.Responses - use.UnfinishedResponses,
                WebSearches = use.WebSearches,
                Input = use.InputTokens,
                Output = use.OutputTokens,
                CacheWrite5m = use.CacheWrite5mTokens,
                CacheWrite1h = use.CacheWrite1hTokens,
                CacheRead = use.CacheReadTokens,
            };
            yield return (use.Day, session, model, cell, use.CostUsd);
            if (use.UnfinishedResponses > 0)
            {
                yield return (
                    use.Day,
                    session,
                    model,
                    new UsageCell
                    {
                        Attribution = cell.Attribution,
                        First = at,
                        Last = at,
                        Responses = use.UnfinishedResponses,
                        Kind = UsageKind.Unfinished,
                    },
                    null
                );
            }
        }
    }

    public IEnumerable<(DateOnly Day, IndexSession Session, string Name, CallCell Cell)> Calls()
    {
        foreach (var (file, calls) in _files.SelectMany(file => file.Calls.Select(calls => (file, calls))))
        {
            var cell = new CallCell
            {
                IsSkill = calls.IsSkill ? 1 : 0,
                Attribution = Number(calls.Account),
                Calls = calls.Calls,
                ObservedCalls = calls.ObservedCalls,
                Errors = calls.Errors,
                Rejections = calls.Rejections,
                NotRun = calls.NotRun,
                EditsWithoutRead = calls.EditsWithoutRead,
                ByUser = calls.ByUser,
            };
            yield return (calls.Day, Session(file, calls.Client, calls.Session), _names.Get(calls.Name), cell);
        }
    }

    public IEnumerable<(DateOnly Day, IndexSession Session, string Name, int Milliseconds)> Durations() =>
        from file in _files
        from timed in file.Durations
        from milliseconds in timed.Milliseconds
        select (timed.Day, Session(file, timed.Client, ""), _names.Get(timed.Tool), milliseconds);

    /// <summary>The attribution of one of this source's numbers.</summary>
    public Attribution AttributionOf(int number) => _attributions[-number - 1];

    private static TeamFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(EditedJson.Read(path), TeamJson.Default.TeamFile);
            if (file is { SchemaVersion: > TeamFile.Version })
            {
                throw new ConfigException($"{path} was written by a newer version of tooltime.");
            }

            return file is { SchemaVersion: TeamFile.Version } && IsSound(file)
                ? file
                : throw new ConfigException($"{path} is not a valid export: it has impossible figures. `tooltime cells export` makes such files.");
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{path} was not written by `tooltime cells export` (line {e.LineNumber + 1}).");
        }
    }

    private static bool IsSound(TeamFile file) =>
        IdHash.Parse(file.Machine) is not null
        && file.Usage.All(use =>
            use is { WebSearches: >= 0, UnfinishedResponses: >= 0, Responses: <= MaxResponses }
            && IsClient(use.Client)
            && new[] { use.InputTokens, use.OutputTokens, use.CacheWrite5mTokens, use.CacheWrite1hTokens, use.CacheReadTokens }.All(
                tokens => tokens is >= 0 and <= MaxTokens
            )
            && use.Responses >= use.UnfinishedResponses
            && use.CostUsd is null or (>= 0 and <= MaxCost)
        )
        && file.Calls.All(calls =>
            calls is not null
            && IsClient(calls.Client)
            && calls is { ObservedCalls: >= 0, Errors: >= 0, Rejections: >= 0, NotRun: >= 0, EditsWithoutRead: >= 0, ByUser: >= 0 }
            && calls.Calls >= Math.Max((long)calls.ObservedCalls + calls.NotRun, Math.Max(calls.ByUser, calls.EditsWithoutRead))
            && calls.ObservedCalls >= (long)calls.Errors + calls.Rejections
        )
        && file.Durations.All(timed =>
            timed is not null && IsClient(timed.Client) && timed.Milliseconds.All(milliseconds => milliseconds >= 0)
        );

    private static bool IsClient(string client) => ClientName.All.Contains(client);

    // A session belongs to its machine; its folder is unknown.
    private static IndexSession Session(TeamFile file, string client, string session) => new(client, file.Machine + session, "", 0);

    private static uint Seconds(DateOnly day) =>
        (uint)Math.Clamp(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds(), 1, uint.MaxValue);

    private int Number(TeamAccount? account)
    {
        if (account is null)
        {
            return AttributionRow.None;
        }

        var attribution = new Attribution(Name(account.Skill), Name(account.Plugin), Name(account.McpServer), Name(account.Agent));
        if (!_numbers.TryGetValue(attribution, out var number))
        {
            _attributions.Add(attribution);
            _numbers[attribution] = number = -_attributions.Count;
        }

        return number;

        string? Name(string? name) => name is null ? null : _names.Get(name);
    }
}
