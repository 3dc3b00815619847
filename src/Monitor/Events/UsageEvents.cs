using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Events;

/// <summary>Makes events from what readings change in the index. For one thread at a time.</summary>
/// <param name="index">The index that readings change.</param>
/// <param name="prices">The prices of responses.</param>
/// <param name="sessions">The active sessions.</param>
/// <param name="published">What was published before.</param>
/// <param name="publish">Receives the events, in order, often and in small lists; it must not keep the list.</param>
/// <param name="sentimentOf">How the user's last message of a session sounds; null if nothing is scored.</param>
internal sealed class UsageEvents(
    UsageIndex index,
    UsagePrices prices,
    ActiveSessions sessions,
    PublishedUsage published,
    Action<IReadOnlyCollection<LiveEvent>> publish,
    Func<string, double?>? sentimentOf = null
) : IUsageObserver
{
    // A long transcript has as many events as lines: held until its end, they would fill memory that is otherwise reused.
    private const int MostWaiting = 128;

    private readonly List<LiveEvent> _events = [];

    // The list position of each call changed since the last publication: a call that ends in the same reading is one event.
    private readonly Dictionary<IdHash, int> _calls = [];

    // The calls that were read since the last time that their copies were forgotten, and whether each was new.
    private readonly Dictionary<IdHash, bool> _read = [];

    private readonly ReplacedUsage _replaced = new();

    /// <summary>Publishes what happened since the last call.</summary>
    public void Publish()
    {
        try
        {
            publish(_events);
        }
        finally
        {
            _events.Clear();
            _calls.Clear();
        }
    }

    /// <summary>True if the call was read and was known before: a fork begins with the calls of the session it was copied from.</summary>
    public bool IsCopy(IdHash call) => _read.TryGetValue(call, out var isNew) && !isNew;

    /// <summary>What is known about a call.</summary>
    public static ToolCall Describe(UsageIndex index, in CallRow row)
    {
        var session = index.Sessions[row.Session];
        return new ToolCall
        {
            At = At(row.At),
            Client = session.Client,
            SessionId = session.Id,
            Project = session.Project,
            Call = row.Key.ToString(),
            Tool = row.Tool == CallRow.NoTool ? null : index.Names[row.Tool],
            Skill = row.Skill == CallRow.NoSkill ? null : index.Names[row.Skill],
            Agent = index.Attribution(row.Attribution)?.Agent,
            Outcome = OutcomeOf(row),
            DurationMs = row.Milliseconds == CallRow.NotMeasured ? null : row.Milliseconds,
        };
    }

    /// <summary>Forgets which calls are copies.</summary>
    public void ForgetCopies() => _read.Clear();

    /// <inheritdoc/>
    public void Responded(in RowChange<ResponseRow> change, TranscriptReading reading)
    {
        var row = change.After;
        var tokens = row.Tokens - change.Before.Tokens;
        if (tokens == default && row.WebSearches == change.Before.WebSearches)
        {
            return;
        }

        var cost = prices.Cost(row);
        cost -= change.IsNew ? 0 : prices.Cost(change.Before) ?? 0;
        if (!_replaced.IsNew(row, ref tokens, ref cost))
        {
            return;
        }

        var model = index.Names[row.Model];
        var session = Session(row.Session, row.Attribution, row.At, reading, IsSubagent(row, reading), model);
        session.Add(tokens, cost, row.At, model);
        var message = published.Subtract(
            new NewMessage
            {
                At = At(row.At),
                Client = session.Client,
                SessionId = session.Id,
                Project = session.Project,
                Entry = new MessageEntry
                {
                    Response = row.Key.ToString(),
                    IsUpdate = !change.IsNew,
                    Model = model,
                    Agent = session.Agent,
                    Tokens = EventTokens.From(tokens),
                    CostUsd = cost,
                },
                SentimentScore = sentimentOf?.Invoke(session.Id),
            }
        );
        if (message is not null)
        {
            Add(message);
        }
    }

    /// <inheritdoc/>
    public void Called(in RowChange<CallRow> change, TranscriptReading reading)
    {
        var row = change.After;
        if (change.IsNew)
        {
            _read.TryAdd(row.Key, true);
        }

        var known = _replaced.Find(change, index.Sessions[row.Session].Client);
        if (known is ReplacedUsage.Known.UnderAnotherKey)
        {
            return;
        }

        var session = Session(row.Session, row.Attribution, row.At, reading, reading.File.IsOfSubagent, reading.State.Model);
        session.Add(change with { IsNew = change.IsNew && known is ReplacedUsage.Known.No });
        var called = Describe(index, row) with { Agent = session.Agent };
        if (published.Covers(called))
        {
            return;
        }

        if (_calls.TryGetValue(row.Key, out var place))
        {
            _events[place] = called;
            return;
        }

        Add(called);
        _calls[row.Key] = _events.Count - 1;
    }

    /// <inheritdoc/>
    public void CalledBefore(IdHash call) => _read.TryAdd(call, false);

    /// <inheritdoc/>
    public void Replaced(in ResponseRow row) => _replaced.Add(row, prices.Cost(row) ?? 0);

    /// <inheritdoc/>
    public void Replaced(in CallRow row) => _replaced.Add(row);

    private void Add(LiveEvent happened)
    {
        if (_events.Count >= MostWaiting)
        {
            Publish();
        }

        _events.Add(happened);
    }

    private LiveSession Session(int number, int attribution, uint at, TranscriptReading reading, bool isSubagent, string? model)
    {
        var agent = index.Attribution(attribution)?.Agent;
        // A hook's record belongs to another session's call; it says when a known call ended.
        var place = isSubagent && reading.File.Format.Client.Length > 0 ? reading.File.Path : null;
        var (session, arrival) = sessions.Touch(number, place, index.Sessions[number], agent, isSubagent);
        session.Version = reading.State.Version ?? session.Version;
        if (arrival is not Arrival.Known)
        {
            _events.Add(
                new SessionStart
                {
                    At = At(at),
                    Client = session.Client,
                    SessionId = session.Id,
                    Project = session.Project,
                    Model = model,
                    Version = reading.State.Version,
                    IsSubagent = isSubagent,
                    Agent = agent,
                    IsResumed = arrival is Arrival.Resumed,
                }
            );
        }

        return session;
    }

    private bool IsSubagent(in ResponseRow row, TranscriptReading reading) =>
        row.Kind.HasFlag(UsageKind.Sidechain) || reading.File.IsOfSubagent || index.Sessions[row.Session].Parent is not null;

    private static string OutcomeOf(in CallRow row) => row.Outcome.ToWord() ?? (row.Tool == CallRow.NoTool ? "ok" : "running");

    private static string At(uint seconds) => UtcText.Seconds(DateTimeOffset.FromUnixTimeSeconds(seconds));
}
