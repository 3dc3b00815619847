using System.Collections.Immutable;
using ToolTime.Calendar;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Year;

/// <summary>
/// People who send reports at random: for days up to a week back, repeated, revised, from two clients, as cells or as snapshots.
/// </summary>
internal sealed class Community(int seed, int people)
{
    private static readonly string[] Tools = ["Bash", "Edit", "Glob", "Grep", "Read", "WebFetch", "Write"];

    private readonly Random _random = new(seed);
    private readonly List<(int Person, SubmitterId Submitter, Submission Submission)> _sent = [];
    private long _revision;

    /// <summary>What is sent on a day, by person and in order. People do not wait for each other.</summary>
    public IReadOnlyList<IGrouping<int, (SubmitterId Submitter, Submission Submission)>> SendingOf(DateTimeOffset now)
    {
        var sending = new List<(int Person, SubmitterId Submitter, Submission Submission)>();
        for (var person = 0; person < people; person++)
        {
            if (_random.NextDouble() < 0.3)
            {
                var sent = SomethingOf(person, now);
                sending.Add(sent);
                _sent.Add(sent);
            }

            if (_sent.Count > 0 && _random.NextDouble() < 0.03)
            {
                // A copy that was queued somewhere, from someone's last two weeks.
                sending.Add(_sent[_random.Next(Math.Max(0, _sent.Count - (people * 4)), _sent.Count)]);
            }
        }

        return [.. sending.GroupBy(sent => sent.Person, sent => (sent.Submitter, sent.Submission))];
    }

    /// <summary>The person who deletes everything on a day; null on most days.</summary>
    public int? DeletingOf() => _random.NextDouble() < 0.2 ? _random.Next(people) : null;

    /// <summary>The number of days, from now, for which the server is not maintained.</summary>
    public int DaysOff() => _random.NextDouble() < 0.03 ? _random.Next(2, 12) : 0;

    /// <summary>Whether the server restarts tonight.</summary>
    public bool Restarts() => _random.NextDouble() < 0.05;

    /// <summary>A person's submitter in an epoch: tokens change with each epoch.</summary>
    public static SubmitterId SubmitterOf(int person, Epoch epoch) => SubmitterId.Derive(epoch, $"token-of-{person}");

    private (int Person, SubmitterId Submitter, Submission Submission) SomethingOf(int person, DateTimeOffset now)
    {
        var client = person % 5 == 0 && _random.Next(2) == 0 ? AgentClient.Codex : AgentClient.ClaudeCode;
        if (person % 4 == 3)
        {
            var hour = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(-_random.Next(0, 150));
            var epochOfDay = Epoch.Containing(DateOnly.FromDateTime(hour.UtcDateTime));
            var report = Report();
            return (person, SubmitterOf(person, epochOfDay), new SnapshotSubmission
            {
                Client = client,
                GeneratedHour = hour,
                TotalEvents = _random.Next(0, 500),
                Report = report,
            });
        }

        var newest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-_random.Next(0, 7));
        var epoch = Epoch.Containing(newest);
        ImmutableArray<DayCell> days =
        [
            .. Enumerable.Range(0, _random.Next(1, 5))
                .Select(back => newest.AddDays(-back))
                .Where(day => Epoch.Containing(day) == epoch)
                .Select(day => new DayCell { Day = day, Revision = ++_revision, Report = Report() }),
        ];
        return (person, SubmitterOf(person, epoch), new DayCellSubmission { Client = client, Days = days });
    }

    private UsageReport Report() =>
        Given.Report(
            Tools
                .Where(_ => _random.Next(3) == 0)
                .Select(tool =>
                {
                    var calls = _random.Next(1, 200);
                    var observed = _random.Next(2) == 0 ? calls : 0;
                    return observed == 0
                        ? Given.Tool(tool, calls)
                        : Given.Tool(tool, calls, observed, _random.Next(0, observed / 2), _random.Next(0, observed / 4));
                })
        );
}
