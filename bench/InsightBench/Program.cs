using ToolTime.InsightBench;

// dotnet run --project bench/InsightBench -c Release -- unusual|forecast
var lines = args switch
{
    ["unusual"] => UnusualBench.Measure(),
    ["forecast"] => ForecastBench.Measure(),
    _ => ["unusual, forecast"],
};
foreach (var line in lines)
    Console.WriteLine(line);
