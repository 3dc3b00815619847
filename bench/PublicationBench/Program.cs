using System.Diagnostics;
using ToolTime.Bench.Publication;

// What publishing a week costs, and how it grows: time, memory, and how long a reader waits meanwhile.
//   PublicationBench [submitters] [names]    default 100,000 and 2,000, and half and a quarter of the submitters, and a quarter of both
//   PublicationBench publish FOLDER submitters names    publishes a week that was filled: each in a process of its own, as memory counts
if (args is ["publish", var filled, var of, var and])
{
    await PublishAsync(filled, int.Parse(of), int.Parse(and));
    return;
}

var submitters = args.Length > 0 ? int.Parse(args[0]) : 100_000;
var names = args.Length > 1 ? int.Parse(args[1]) : 2_000;
Console.WriteLine(
    "| published | submitters | names | database MB | published s | processor s | submitters/s | longest read meanwhile ms | peak MB | live MB |"
);
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
foreach (
    var (people, listed) in ((int, int)[])
        [(submitters / 4, names / 4), (submitters / 4, names), (submitters / 2, names), (submitters, names)]
)
{
    var folder = Directory.CreateTempSubdirectory("tooltime-bench-").FullName;
    await FillAsync(folder, people, listed);
    using var publishing = Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "publish", folder, $"{people}", $"{listed}"]);
    await publishing.WaitForExitAsync();
    Directory.Delete(folder, recursive: true);
}

static async Task FillAsync(string folder, int submitters, int names)
{
    await using var week = await BusyWeek.OpenAsync(folder, submitters, names);
    await week.FillAsync();
}

static async Task PublishAsync(string folder, int submitters, int names)
{
    // What is compiled the first time is in no row.
    var first = Directory.CreateTempSubdirectory("tooltime-bench-").FullName;
    await using (var small = await BusyWeek.OpenAsync(first, 1_000, 100))
    {
        await small.FillAsync();
        await small.PublishAllAsync();
    }

    Directory.Delete(first, recursive: true);
    await using var week = await BusyWeek.OpenAsync(folder, submitters, names);
    foreach (var published in await week.PublishAllAsync())
    {
        Console.WriteLine(published.ToRow(submitters, names, week.DatabaseBytes));
    }
}
