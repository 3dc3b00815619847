using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ToolTime.Calendar;
using ToolTime.Grains.Registration;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Silo.Hosting;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;
using ToolTime.Storage.Registration;
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

    private readonly string _folder;
    private readonly int _submitters;
    private readonly string[] _names;
    private readonly IHost _host;

    private BusyWeek(string folder, int submitters, int names)
    {
        (_folder, _submitters) = (folder, submitters);
        _names = [.. Enumerable.Range(0, names).Select(number => $"mcp__bench__tool{number}")];
        var namesFile = Path.Combine(_folder, "names");
        // Listed by an operator, as no public server has so many tools.
        File.WriteAllLines(namesFile, _names.Select(name => $"add tool {name}"));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection([
            new("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "bench.db")}"),
            new("Names:File", namesFile),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DomainClock(new FixedClock()));
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddGrains(builder.Configuration);
        builder.UseOrleans(silo => silo.UseLoneSilo().UseSqlite());
        _host = builder.Build();
    }

    public long DatabaseBytes => Directory.EnumerateFiles(_folder).Sum(file => new FileInfo(file).Length);

    private ISummaryGrain Summary => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISummaryGrain>("week");

    /// <summary>Opens the week in a folder, which is empty before it is filled.</summary>
    public static async Task<BusyWeek> OpenAsync(string folder, int submitters, int names)
    {
        var week = new BusyWeek(folder, submitters, names);
        week._host.Services.GetRequiredService<IStorageEngine>().Open();
        week._host.Services.GetRequiredService<OrleansFile>().Prepare();
        await week._host.StartAsync();
        return week;
    }

    /// <summary>Stores all rows.</summary>
    public async Task FillAsync()
    {
        var store = _host.Services.GetRequiredService<ISubmissionStore>();
        var numbers = Enumerable.Range(0, _submitters);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
        {
            var random = new Random(number);
            foreach (var client in number % 5 == 0 ? [AgentClient.ClaudeCode, AgentClient.Codex] : (AgentClient[])[AgentClient.ClaudeCode])
            {
                await store.SubmitAsync(
                    Submission(number, client, Week.FirstDay.AddDays(6), [.. Enumerable.Range(0, 7).Select(day => Cell(random, day))])
                );
            }
        });
    }

    /// <summary>Publishes the week, the seven days that end on its Sunday, and the four weeks of its epoch.</summary>
    public async Task<IReadOnlyList<Published>> PublishAllAsync() =>
        [await PublishAsync("week", $"week:{Week}"), await PublishAsync("7d", "7d"), await PublishAsync("4w", $"4w:{Week}")];

    private async Task<Published> PublishAsync(string what, string window)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        using var reading = new CancellationTokenSource();
        var reader = ReadMeanwhileAsync(reading.Token);
        var processorBefore = process.TotalProcessorTime;
        var publisher = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPublisherGrain>(window);
        var all = Stopwatch.StartNew();
        var publishing = publisher.PublishAsync();
        var peak = 0L;
        while (await Task.WhenAny(publishing, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)) != publishing)
        {
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
        }

        var outcome = await publishing;
        var took = all.Elapsed;
        process.Refresh();
        var processor = process.TotalProcessorTime - processorBefore;
        await reading.CancelAsync();
        return outcome != PublishOutcome.Published
            ? throw new InvalidOperationException($"{window} was not published.")
            : new()
            {
                What = what,
                Took = took,
                Processor = processor,
                LongestRead = await reader,
                PeakBytes = peak,
                RetainedBytes = GC.GetTotalMemory(forceFullCollection: true),
            };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private async Task<TimeSpan> ReadMeanwhileAsync(CancellationToken cancellationToken)
    {
        var longest = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            var read = Stopwatch.StartNew();
            await Summary.GetCurrentAsync(null, null);
            longest = read.Elapsed > longest ? read.Elapsed : longest;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return longest;
    }

    private static NewSubmission Submission(int number, AgentClient client, DateOnly received, NewRow[] rows) => new()
    {
        Receipt = Guid.NewGuid(),
        Submitter = SubmitterId.Derive(Epoch.Containing(Week.FirstDay), $"bench-{number}"),
        Client = client,
        ReceivedHour = new(received, new(9, 0), TimeSpan.Zero),
        DailyLimit = 0,
        Rows = [.. rows],
    };

    private NewRow.Cell Cell(Random random, int day)
    {
        var content = CanonicalReport.Encode(new() { Counts = Counts(random) }, totalEvents: null);
        return new()
        {
            Day = Week.FirstDay.AddDays(day),
            Revision = 1,
            Content = [.. content],
            ContentHash = [.. SHA256.HashData(content)],
        };
    }

    private System.Collections.Immutable.ImmutableArray<UsageCount> Counts(Random random)
    {
        // The square makes names with small numbers common.
        var names = Enumerable
            .Range(0, NamesOfCell)
            .Select(_ => _names[(int)(random.NextDouble() * random.NextDouble() * _names.Length)])
            .Distinct();
        return
        [
            .. names
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    var calls = 1 + (int)(20 * -Math.Log(1 - random.NextDouble()));
                    return new UsageCount
                    {
                        Dimension = Dimension.Tool,
                        Name = name,
                        Calls = calls,
                        ObservedCalls = calls,
                        Errors = random.Next(calls) / 10,
                        Rejections = 0,
                        MedianMs = 20 + random.Next(2_000),
                        TimedCalls = calls,
                    };
                }),
        ];
    }

    /// <summary>Late on the week's Sunday.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 23, 15, 0, TimeSpan.Zero);
    }
}
