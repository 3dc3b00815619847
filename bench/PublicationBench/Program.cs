using System.Diagnostics;
using ToolTime.Bench.Publication;

// What publishing a week costs, and how it grows: time, memory, and how long a reader waits meanwhile.
//   PublicationBench [submitters] [names]    default 100,000 and 2,000, and half and a quarter of the submitters, and a quarter of both
var submitters = args.Length > 0 ? int.Parse(args[0]) : 100_000;
var names = args.Length > 1 ? int.Parse(args[1]) : 2_000;

// What is compiled the first time is in no row.
await using (var first = await BusyWeek.StartAsync(1_000, 100))
{
    await first.FillAsync();
    await first.PublishAllAsync();
}

Console.WriteLine(
    "| published | submitters | names | rows | filled s | database MB | published s | processor s | submitters/s | longest read meanwhile ms | peak MB | stored MB |"
);
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
foreach (
    var (people, listed) in ((int, int)[])
        [(submitters / 4, names / 4), (submitters / 4, names), (submitters / 2, names), (submitters, names)]
)
{
    GC.Collect();
    await using var week = await BusyWeek.StartAsync(people, listed);
    var fill = Stopwatch.StartNew();
    var rows = await week.FillAsync();
    var filled = fill.Elapsed;
    foreach (var published in await week.PublishAllAsync())
    {
        Console.WriteLine(published.ToRow(people, listed, rows, filled, week.DatabaseBytes));
    }
}
