using System.Globalization;
using ToolTime.DemoBench;

// [ROUNDS]   how long --demo takes from its process's start until its pages show everything, each round a process of its own; then how fast
// pages and a search are
var rounds = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
var runs = new List<DemoRound>();
for (var round = 0; round < rounds; round++)
{
    var run = await DemoRound.RunAsync(TimeProvider.System, round == rounds - 1 ? LookAsync : null);
    Console.WriteLine(
        $"round {round + 1}: {run.Elapsed.TotalSeconds:0.0} s, {run.Processor.TotalSeconds:0.0} s of processor, first page {run.PageBytes:N0} bytes in br"
    );
    runs.Add(run);
}

var sorted = runs.Select(run => run.Elapsed.TotalSeconds).Order().ToList();
Console.WriteLine($"median {sorted[sorted.Count / 2]:0.0} s of {rounds}, {Environment.ProcessorCount} processors");

static async Task LookAsync(Uri server)
{
    using var client = new HttpClient { BaseAddress = server };
    await PageSpeed.SearchAsync(client);
    await PageSpeed.MeasureAsync(server);
}
