using ToolTime.InsightBench;

// dotnet run --project bench/InsightBench -c Release -- unusual|recorded|forecast|sentiment [--misses]
var lines = args switch
{
    ["recorded"] => UnusualBench.MeasureRecorded(),
    ["unusual"] => UnusualBench.Measure(),
    ["forecast"] => ForecastBench.Measure(),
    ["sentiment", ..] => SentimentBench.Measure(args.Contains("--misses")),
    _ => ["unusual, recorded, forecast, sentiment [--misses]"],
};
foreach (var line in lines)
{
    Console.WriteLine(line);
}
