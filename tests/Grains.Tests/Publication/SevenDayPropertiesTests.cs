using System.Globalization;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// What holds of the window of seven days from day to day, over random worlds: a fortieth as many as of weeks, since each is published some thirty
/// times.
/// </summary>
public sealed class SevenDayPropertiesTests(ITestOutputHelper output)
{
    private static readonly DateOnly FirstDay = Epoch.Of(Given.Monday).FirstDay;

    private static readonly PrivacyOptions Limits = new()
    {
        MinimumSubmitters = 3, MinimumForValues = 6, MinimumForDeciles = 20, LargestMargin = 2, SubmitterStep = 2, LiarsWithstood = Properties.Liars, LargestMove = 0.1,
    };

    [Fact]
    public void Tell_DayAfterDay_TellsOfNobody()
    {
        var worlds = Math.Max(1, (Number("TOOLTIME_WORLDS") ?? 1_000) / 40);
        var first = Number("TOOLTIME_SEED") ?? Random.Shared.Next();
        output.WriteLine($"{worlds} worlds from seed {first}");
        var (told, kept, renewed, appeared) = (0L, 0L, 0L, 0L);
        Parallel.For(0, worlds, number =>
        {
            var publications = Check(unchecked(first + number));
            foreach (var (before, now) in publications.Zip(publications.Skip(1)))
            {
                var was = before.Cells.ToDictionary(cell => cell.Key);
                foreach (var cell in now.Cells.Where(cell => cell.Figures is not null))
                {
                    Interlocked.Increment(ref told);
                    Interlocked.Increment(ref was.GetValueOrDefault(cell.Key)?.Figures is null ? ref appeared : ref cell.Days == now.Days ? ref renewed : ref kept);
                }
            }
        });
        output.WriteLine($"{told} cells: {kept} kept, {renewed} renewed, {appeared} that had not been told the day before");
        Assert.True(Math.Min(kept, renewed) >= worlds && appeared > 0, $"Too little happened in {worlds} worlds from seed {first}: that proves nothing.");
    }

    private static List<SevenDayWorld.Published> Check(int seed)
    {
        var random = new Random(seed);
        var world = new SevenDayWorld(random, Limits);
        for (var day = FirstDay; day < FirstDay.AddDays(Epoch.Days + 21); day = day.AddDays(1))
        {
            world.Pass(day);
        }

        var faults = new List<string>();
        var bySevenDays = world.Publications.ToDictionary(published => published.Days);
        foreach (var (index, now) in world.Publications.Index())
        {
            var before = index == 0 || world.Publications[index - 1].Days.Epoch != now.Days.Epoch ? null : world.Publications[index - 1];
            faults.AddRange(now.Cells.SelectMany(cell => FaultsOf(cell, now, before, bySevenDays)).Select(fault => $"{now.Days}: {fault}"));
            if (before is null)
            {
                // Nothing is kept, so it is a pure function of the rows that are there: without who deleted, in any order.
                var rows = now.Rows.ToArray();
                random.Shuffle(rows);
                Assert.True(Bytes(world.TellAfresh(now.Days, rows)) == Bytes(now.Cells), $"Seed {seed}: the order of arrival matters.");
            }
        }

        Assert.True(faults.Count == 0, $"Seed {seed}: {string.Join("; ", faults.Take(5))}");
        return world.Publications;
    }

    private static IEnumerable<string> FaultsOf(
        SevenDayCell cell, SevenDayWorld.Published now, SevenDayWorld.Published? before, Dictionary<SevenDays, SevenDayWorld.Published> all)
    {
        var was = before?.Cells.SingleOrDefault(other => other.Key == cell.Key);
        if (cell.Figures is { } figures)
        {
            var behind = SetOf(all[cell.Days], cell.Key);
            if (behind.Count < Limits.MinimumForValues || figures.Submitters > behind.Count)
            {
                yield return $"{cell.Key} tells {figures.Submitters} of {behind.Count}";
            }

            if (figures.Calls is { } calls && calls != 0 && calls.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length > 1)
            {
                yield return $"{cell.Key} tells a sum of {calls}";
            }

            if (figures.Errors is not null && (figures.ErrorRate is null || figures.ObservedCalls is null))
            {
                yield return $"{cell.Key} tells {figures.Errors} errors of what it does not tell";
            }
        }

        if (cell.Key.Client == AgentClient.Unknown)
        {
            yield return $"{cell.Key} has no place in a table";
        }

        if (before is null)
        {
            yield break;
        }

        // What was told before is told again as it was, or less of it; anything else needs enough who entered or left.
        var isKept = was?.Figures is { } old && cell.Figures is { } same && cell.Days == was.Days && IsPartOf(same, old);
        var isNews = cell.Figures is not null && !isKept;
        var state = was?.Days ?? before.Since;
        var changed = SetOf(now, cell.Key).ToHashSet();
        changed.SymmetricExceptWith(SetOf(all[state], cell.Key));
        if (isNews && (cell.Days != now.Days || changed.Count < Limits.MinimumSubmitters))
        {
            yield return $"{cell.Key} is told anew since {state} where {changed.Count} entered or left";
        }
    }

    private static HashSet<SubmitterId> SetOf(SevenDayWorld.Published published, CellKey cell) =>
        published.Sets.GetValueOrDefault(cell) ?? [];

    /// <summary>The same figures, but for some that are hidden now.</summary>
    private static bool IsPartOf(CellFigures now, CellFigures old)
    {
        using var whole = JsonDocument.Parse(old.Encode());
        using var part = JsonDocument.Parse(now.Encode());
        return part.RootElement.EnumerateObject().All(figure => whole.RootElement.TryGetProperty(figure.Name, out var other) && JsonElement.DeepEquals(figure.Value, other));
    }

    private static string Bytes(IEnumerable<SevenDayCell> cells) => JsonSerializer.Serialize(cells.OrderBy(cell => cell.Key).Select(cell => (cell.Key.ToString(), cell.Days.ToString(), cell.Figures)).Select(cell => new { cell.Item1, cell.Item2, cell.Figures }));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
