using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>Combines what readings changed in an index, session by session. For one thread.</summary>
internal sealed class RecordBuilder(UsageIndex index, PriceBook prices, TimeZoneInfo zone) : IUsageObserver
{
    private readonly UsagePrices _prices = new(index, prices, zone);
    private readonly Dictionary<IdHash, (ResponseRow Row, string Place)> _responses = [];
    private readonly Dictionary<IdHash, (CallRow Row, string Place)> _calls = [];
    private readonly Dictionary<IdHash, CallDetail> _details = [];
    private readonly Dictionary<(string Client, string Session), string> _folders = [];
    private readonly Dictionary<(string Client, string Session), List<RecordedText>> _texts = [];

    /// <inheritdoc/>
    public void Responded(in RowChange<ResponseRow> change, TranscriptReading reading) =>
        _responses[change.After.Key] = (change.After, PlaceOf(reading, change.After.Kind.HasFlag(UsageKind.Sidechain)));

    /// <inheritdoc/>
    public void Called(in RowChange<CallRow> change, TranscriptReading reading)
    {
        var place = _calls.TryGetValue(change.After.Key, out var known) ? known.Place : PlaceOf(reading, isSidechain: false);
        _calls[change.After.Key] = (change.After, place);
    }

    /// <summary>Adds what an index does not contain.</summary>
    public void Add(ReadTranscript read)
    {
        var client = read.Reading.File.Format.Client;
        foreach (var (key, detail) in read.Details)
        {
            _details.TryAdd(key, detail);
        }

        foreach (var (session, folder) in read.Folders)
        {
            _folders.TryAdd((client, session), folder);
        }

        foreach (var (session, text) in read.Texts)
        {
            if (!_texts.TryGetValue((client, session), out var texts))
            {
                _texts[(client, session)] = texts = [];
            }

            texts.Add(text);
        }
    }

    /// <summary>The sessions, earliest first.</summary>
    public IReadOnlyList<RecordedSession> Finish(DateTimeOffset since)
    {
        var from = since.ToUnixTimeSeconds();
        var responses = _responses.Values.Where(response => response.Row.At >= from).ToLookup(response => response.Row.Session);
        var recent = _calls.Values.Where(call => call.Row.At >= from);
        var calls = recent.Where(call => call.Row.Tool != CallRow.NoTool).ToLookup(call => call.Row.Session);
        var typed = recent
            .Where(call => call.Row.Tool == CallRow.NoTool)
            .ToLookup(call => call.Row.Session, call => index.Names[call.Row.Skill]);
        return
        [
            .. Enumerable
                .Range(0, index.Sessions.Count)
                .Where(session => responses.Contains(session) || calls.Contains(session))
                .Select(session =>
                    Session(index.Sessions[session], [.. responses[session]], [.. calls[session]], since) with
                    {
                        TypedSkills = [.. typed[session]],
                    }
                )
                .OrderBy(session => session.First)
                .ThenBy(session => session.Session, StringComparer.Ordinal),
        ];
    }

    private RecordedSession Session(
        IndexSession session,
        List<(ResponseRow Row, string Place)> responses,
        List<(CallRow Row, string Place)> calls,
        DateTimeOffset since
    )
    {
        // The user's own agent has the shortest path, since the others' files are in folders below.
        var agents = responses
            .Select(response => response.Place)
            .Concat(calls.Select(call => call.Place))
            .Distinct()
            .OrderBy(place => place.Length)
            .ThenBy(place => place, StringComparer.Ordinal)
            .Select((place, number) => (place, number))
            .ToDictionary(agent => agent.place, agent => agent.number);
        var (recorded, made) = (
            responses.Select(response => Response(response.Row, agents[response.Place])).OrderBy(response => response.At).ToList(),
            calls.Select(call => Call(call.Row, agents[call.Place])).OrderBy(call => call.At).ToList()
        );
        Join(recorded, made);
        var key = (session.Client, session.Id);
        var times = recorded.Select(response => response.At).Concat(made.Select(call => call.At)).ToList();
        return new RecordedSession
        {
            Client = session.Client,
            Session = session.Id,
            Project = session.Project,
            Folder = _folders.GetValueOrDefault(key),
            IsSubagent = session.Parent is not null,
            Responses = recorded,
            Calls = made,
            // A session that was resumed in another file repeats its start.
            Texts = [.. (_texts.GetValueOrDefault(key) ?? []).Where(text => text.At >= since).Distinct().OrderBy(text => text.At)],
            First = times.Min(),
            Last = times.Max(),
        };
    }

    // If a transcript does not say which response made a call, it is the first that ends no earlier.
    private static void Join(List<RecordedResponse> responses, List<RecordedCall> calls)
    {
        var byAgent = responses.ToLookup(response => response.Agent);
        foreach (var agent in calls.GroupBy(call => call.Agent))
        {
            var own = byAgent[agent.Key].ToList();
            var places = new Dictionary<(uint, TokenCount), int>();
            for (var i = 0; i < own.Count; i++)
            {
                places.TryAdd(((uint)own[i].At.ToUnixTimeSeconds(), own[i].Tokens), i);
            }

            foreach (var call in agent)
            {
                var at =
                    call.Detail?.Maker is { } maker && places.TryGetValue(maker, out var known)
                        ? known
                        : own.FindIndex(response => response.At >= call.At);
                call.Maker =
                    at >= 0 ? own[at]
                    : own.Count > 0 ? own[^1]
                    : null;
                call.Next = at >= 0 && at + 1 < own.Count ? own[at + 1] : null;
            }
        }
    }

    private RecordedResponse Response(in ResponseRow row, int agent)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(row.At);
        return new RecordedResponse(at, agent, index.Names[row.Model], row.Tokens, _prices.Cost(row), index.Attribution(row.Attribution))
        {
            SavingPerToken = Saving(row),
        };
    }

    // By how the response itself wrote to the cache: for an hour, for five minutes, or not at all.
    private decimal? Saving(in ResponseRow row)
    {
        const long million = 1_000_000;
        var (model, day) = (index.Names[row.Model], DateTimeOffset.FromUnixTimeSeconds(row.At).UtcDay());
        var sent =
            row.CacheWrite1h > 0 ? new TokenCount { CacheWrite1h = million }
            : row.CacheWrite5m > 0 ? new TokenCount { CacheWrite5m = million }
            : new TokenCount { Input = million };
        var read = prices.Cost(model, day, row.Kind, new TokenCount { CacheRead = million });
        return (prices.Cost(model, day, row.Kind, sent) - read) / million;
    }

    private RecordedCall Call(in CallRow row, int agent) =>
        new()
        {
            At = DateTimeOffset.FromUnixTimeSeconds(row.At),
            Agent = agent,
            Tool = index.Names[row.Tool],
            Skill = row.Skill == CallRow.NoSkill ? null : index.Names[row.Skill],
            Outcome = row.Outcome,
            Milliseconds = row.Milliseconds == CallRow.NotMeasured ? null : row.Milliseconds,
            IsEditWithoutRead = row.IsEditWithoutRead == 1,
            Attribution = index.Attribution(row.Attribution),
            Detail = _details.GetValueOrDefault(row.Key),
        };

    private static string PlaceOf(TranscriptReading reading, bool isSidechain) => reading.File.Path + (isSidechain ? "/side" : "");
}
