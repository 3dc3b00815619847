using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ToolTime.Calendar;
using ToolTime.Grains;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Silo.Hosting;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Bench.Publication;

/// <summary>
/// A week of many submitters in a SQLite file, with the grains over it: seven day cells of each, of thirty names out of many, the common
/// ones in nearly every cell and the rare ones in few; two in ten use a second client.
/// </summary>
internal sealed class BusyWeek : IAsyncDisposable
{
    private const int NamesOfCell = 30;

    private static readonly IsoWeek Week = IsoWeek.Parse("2026-W47");

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-bench-").FullName;
    private readonly FixedClock _clock = new();
    private readonly int _submitters;
    private readonly string[] _names;
    private readonly IHost _host;

    private BusyWeek(int submitters, int names)
    {
        _submitters = submitters;
        _names = [.. Enumerable.Range(0, names).Select(number => $"mcp__bench__tool{number}")];
        var namesFile = Path.Combine(_folder, "names");
        // Listed by an operator, as no public server has so many tools.
        File.WriteAllLines(namesFile, _names.Select(name => $"add tool {name}"));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "bench.db")}"), new("Names:File", namesFile)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DomainClock(_clock));
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddGrains(builder.Configuration);
        var publications = FactoryOf<IPublicationStore>(builder.Services);
        var steps = FactoryOf<IWeekStepStore>(builder.Services);
        builder.Services.AddSingleton(provider => new TrialStore(publications(provider), steps(provider)));
        builder.Services.AddSingleton<IPublicationStore>(provider => provider.GetRequiredService<TrialStore>());
        builder.Services.AddSingleton<IWeekStepStore>(provider => provider.GetRequiredService<TrialStore>());
        builder.UseOrleans(silo => silo.UseLoneSilo().UseSqlite());
        _host = builder.Build();
    }

    public long DatabaseBytes => Directory.EnumerateFiles(_folder).Sum(file => new FileInfo(file).Length);

    /// <summary>The steps that the week was stored in on its way.</summary>
    public string StoredSteps => $"{Trial.StepCount} steps of {Trial.StepBytes / 1e6:0.0} MB in all";

    private TrialStore Trial => _host.Services.GetRequiredService<TrialStore>();

    private ISummaryGrain Summary => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISummaryGrain>(ISummaryGrain.Week);

    public static async Task<BusyWeek> StartAsync(int submitters, int names)
    {
        var week = new BusyWeek(submitters, names);
        week._host.Services.GetRequiredService<IStorageEngine>().Open();
        week._host.Services.GetRequiredService<OrleansFile>().Prepare();
        await week._host.StartAsync();
        return week;
    }

    /// <summary>Keeps all rows and returns how many there are.</summary>
    public async Task<int> FillAsync()
    {
        var store = _host.Services.GetRequiredService<ISubmissionStore>();
        var rows = 0;
        var numbers = Enumerable.Range(0, _submitters);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
        {
            var random = new Random(number);
            foreach (var client in number % 5 == 0 ? [AgentClient.ClaudeCode, AgentClient.Codex] : (AgentClient[])[AgentClient.ClaudeCode])
            {
                // Two submissions on two days, so that everybody is mature.
                await store.SubmitAsync(Submission(number, client, Week.FirstDay.AddDays(3), [.. Enumerable.Range(0, 3).Select(day => Cell(random, day))]));
                await store.SubmitAsync(Submission(number, client, Week.FirstDay.AddDays(7), [.. Enumerable.Range(3, 4).Select(day => Cell(random, day))]));
                Interlocked.Add(ref rows, 7);
            }
        });
        return rows;
    }

    /// <summary>Publishes the week without storing what is counted on the way, then storing it, then from what was stored; and then two times seven days, of which the second finds out who entered or left.</summary>
    public async Task<IReadOnlyList<Published>> PublishAllAsync()
    {
        var unstored = await PublishAsync("week, no steps stored", Week.ToString());
        Trial.StoresSteps = true;
        var week = await PublishAsync("week", Week.ToString());
        Trial.StoresPublications = true;
        var resumed = await PublishAsync("week, from its steps, and stored", Week.ToString());
        _clock.Now = new(2026, 11, 24, 0, 15, 0, TimeSpan.Zero);
        var first = await PublishAsync("7d", "2026-11-23");
        _clock.Now = _clock.Now.AddDays(1);
        return [unstored, week, resumed, first, await PublishAsync("7d again", "2026-11-24")];
    }

    private static Func<IServiceProvider, T> FactoryOf<T>(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        return provider => (T)registered(provider);
    }

    private async Task<Published> PublishAsync(string what, string window)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        var (steps, longest, peak) = (0, TimeSpan.Zero, 0L);
        using var reading = new CancellationTokenSource();
        var reader = ReadMeanwhileAsync(reading.Token);
        var processorBefore = process.TotalProcessorTime;
        var publisher = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPublisherGrain>(window);
        var all = Stopwatch.StartNew();
        PublishOutcome outcome;
        do
        {
            var step = Stopwatch.StartNew();
            outcome = await publisher.PublishAsync();
            longest = step.Elapsed > longest ? step.Elapsed : longest;
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            steps++;
        }
        while (outcome == PublishOutcome.UnderWay);

        var took = all.Elapsed;
        process.Refresh();
        var processor = process.TotalProcessorTime - processorBefore;
        await reading.CancelAsync();
        return outcome != PublishOutcome.Published
            ? throw new InvalidOperationException($"{window} was not published.")
            : new()
            {
                What = what,
                Took = took, Processor = processor, Steps = steps, LongestStep = longest, LongestRead = await reader, PeakBytes = peak,
                KeptBytes = GC.GetTotalMemory(forceFullCollection: true), CellsTold = await CountToldAsync(),
            };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<TimeSpan> ReadMeanwhileAsync(CancellationToken cancellationToken)
    {
        var longest = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            var read = Stopwatch.StartNew();
            await Summary.GetCurrentAsync(null);
            longest = read.Elapsed > longest ? read.Elapsed : longest;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return longest;
    }

    /// <summary>Cells of the newest seven days, or where there are none, of the week, if it is stored.</summary>
    private async Task<int> CountToldAsync() =>
        (await _host.Services.GetRequiredService<ISevenDayStore>().ReadNewestWithCellsAsync(CancellationToken.None))?.Cells.Count(cell => cell.Figures is not null)
        ?? (await Trial.ReadWeeksAsync(Week, Week, CancellationToken.None)).SingleOrDefault()?.Cells.Length
        ?? 0;

    private static NewSubmission Submission(int number, AgentClient client, DateOnly received, NewRow[] rows) => new()
    {
        Receipt = Guid.NewGuid(),
        Submitter = SubmitterId.Of(Epoch.Of(Week.FirstDay), $"bench-{number}"),
        Client = client,
        ReceivedHour = new(received, new(9, 0), TimeSpan.Zero),
        DailyLimit = 0,
        Rows = [.. rows],
    };

    private NewRow.Cell Cell(Random random, int day)
    {
        var content = CanonicalReport.Encode(new() { Counts = Counts(random) }, totalEvents: null);
        return new() { Day = Week.FirstDay.AddDays(day), Revision = 1, Content = [.. content], ContentHash = [.. SHA256.HashData(content)] };
    }

    private System.Collections.Immutable.ImmutableArray<UsageCount> Counts(Random random)
    {
        // The square makes names with small numbers common.
        var names = Enumerable.Range(0, NamesOfCell).Select(_ => _names[(int)(random.NextDouble() * random.NextDouble() * _names.Length)]).Distinct();
        return
        [
            .. names.Order(StringComparer.Ordinal).Select(name =>
            {
                var calls = 1 + (int)(20 * -Math.Log(1 - random.NextDouble()));
                return new UsageCount { Dimension = Dimension.Tool, Name = name, Calls = calls, ObservedCalls = calls, Errors = random.Next(calls) / 10, Rejections = 0 };
            }),
        ];
    }

    /// <summary>Thursday at a quarter past midnight, unless it is set.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
