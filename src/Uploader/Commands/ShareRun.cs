using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>One upload: sends submissions one by one and stores each outcome at once. A dry run finds them, and does neither.</summary>
internal sealed class ShareRun(CommandContext context, string server, UploadClient client, ConsentGiven consent)
{
    // A second round sends again what the server turned out to store under a greater revision.
    private const int Rounds = 2;

    // After an upload that had nothing to send, or only what the server refused.
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly SubmissionSender _sender = new(client);
    private readonly SentArchive _archive = new(context.Home, context.Clock);
    private readonly LedgerStore _store = new(context.Home);
    private readonly UploadQueue _queue = new(context.Home);
    private readonly DateOnly _today = context.Now.UtcDay();
    private ShareLedger _ledger = new LedgerStore(context.Home).Read().Unpublished(context.Now.UtcDay());
    private UploadState _state = new UploadQueue(context.Home).Read();
    private readonly HashSet<string> _unknownClients = [];
    private readonly List<SentReport> _reports = [];
    private SendOutcome.TryLater? _failure;
    private bool _isAnyAccepted;
    private bool _isUnfinished;

    /// <summary>What was sent, or would be.</summary>
    public IReadOnlyList<SentReport> Reports => _reports;

    public int ExitCode { get; private set; } = Invocation.ExitCode.Fine;

    /// <summary>Sends what is planned, then plans and sends once more.</summary>
    public void Send(Func<ShareLedger, IReadOnlyList<PlannedSubmission>> plan, int maxRequestsPerDay)
    {
        if (context.IsDryRun)
        {
            foreach (var submission in plan(_ledger))
            {
                Add(submission, outcome: null, isFailure: false);
            }

            return;
        }

        _archive.RemoveOld();
        var counted = _queue.Counted(_state, _today);
        for (var round = 0; round < Rounds && _failure is null && !_isUnfinished; round++)
        {
            foreach (var submission in plan(_ledger).Where(submission => !_unknownClients.Contains(submission.Client)))
            {
                _isUnfinished = _state.RequestsOn(_today) >= maxRequestsPerDay;
                if (_isUnfinished || _failure is not null || Consent.InForce(ConfigFile.Load(context.Home, context.Clock)) != consent)
                {
                    break;
                }

                Send(submission);
            }
        }

        Finish(counted);
    }

    // Everything that must survive an interruption is written first: the epoch, for deletion; the request, for the daily limit; the bytes.
    private void Send(PlannedSubmission submission)
    {
        _ledger = _ledger.WithEpoch(Epoch.Containing(submission.Cells[0].Cell.Day));
        _store.Write(_ledger);
        _state = _state.WithRequest(_today);
        _queue.Write(_state);
        var name = _archive.Add(submission);
        Note(submission, name, _sender.Send(submission.Body, submission.Token));
        _store.Write(_ledger);
    }

    private void Note(PlannedSubmission submission, string name, SendOutcome outcome)
    {
        var at = UtcText.Seconds(context.Now);
        var failure = outcome switch
        {
            SendOutcome.Refused refused => $"refused: {refused.Reason}",
            SendOutcome.NotYet notYet => $"kept for later: {notYet.Reason}",
            SendOutcome.TryLater later => $"kept for later: {later.Reason}"
                + (later.RetryAfter is { } wait ? $"; it asks to wait (Retry-After: {wait})" : ""),
            _ => null,
        };
        _ledger = submission.Settle(
            failure is null ? _ledger : _ledger with { LastFailure = failure, LastFailureAt = at },
            outcome,
            at,
            server
        );
        _archive.AddAnswer(
            name,
            new()
            {
                At = at,
                Server = server,
                Outcome = failure ?? Word(outcome),
                Status = outcome.Answer?.Status,
                Body = outcome.Answer?.Shown,
            }
        );
        _isAnyAccepted |= outcome is SendOutcome.Accepted or SendOutcome.Duplicate;
        _failure = outcome as SendOutcome.TryLater;
        if (outcome is SendOutcome.NotYet)
        {
            _unknownClients.Add(submission.Client);
        }

        ExitCode = outcome switch
        {
            SendOutcome.TryLater => Invocation.ExitCode.Network,
            SendOutcome.Refused => Invocation.ExitCode.Failed,
            _ => ExitCode,
        };
        Add(submission, failure ?? Word(outcome), isFailure: failure is not null);
    }

    private void Add(PlannedSubmission submission, string? outcome, bool isFailure)
    {
        IReadOnlyList<DateOnly> days = [.. submission.Cells.Select(cell => cell.Cell.Day)];
        _reports.Add(new SentReport(submission.Client, days, submission.Body.Length, outcome));
        if (!context.AsJson || isFailure)
        {
            context.Say($"{submission.Client}, {Days(submission)}: {outcome ?? $"{submission.Body.Length} bytes to {server}"}");
        }
    }

    private void Finish(UploadState counted)
    {
        if (ExitCode == Invocation.ExitCode.Fine && _unknownClients.Count > 0 && !_isAnyAccepted)
        {
            ExitCode = Invocation.ExitCode.Network;
        }

        var failures = _failure is null ? 0 : _state.FailuresOf(server) + 1;
        DateTimeOffset? notBefore =
            _failure is not null ? context.Now + UploadSchedule.BackOff(failures, Random(), RetryAfter(_failure))
            : _isAnyAccepted ? null
            : context.Now + Pause;
        _state = _state with
        {
            Failures = failures,
            NotBefore = notBefore,
            Server = server,
            IsUnfinished = _isUnfinished,
            CountedDay = counted.CountedDay,
            CountedBytes = counted.CountedBytes,
        };
        _queue.Write(_state);
        var config = _isAnyAccepted
            ? ConfigFile.Update(context.Home, context.Clock, changed => changed.LastUploadAt = context.Now)
            : ConfigFile.Load(context.Home, context.Clock);
        ShareTimer.Set(context, config);
    }

    private TimeSpan? RetryAfter(SendOutcome.TryLater failure) => failure.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - context.Now,
        _ => null,
    };

    private static double Random() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    private static string Word(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        _ => "already known",
    };

    private static string Days(PlannedSubmission submission) => submission.Cells is [var only]
        ? $"{only.Cell.Day:yyyy-MM-dd}"
        : $"{submission.Cells.Count} days from {submission.Cells[0].Cell.Day:yyyy-MM-dd}";
}
