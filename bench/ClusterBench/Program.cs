using ToolTime.ClusterBench;

// Usage: ClusterBench load SILOS [SECONDS] [WORKERS], ClusterBench faults [SECONDS A PHASE] [WORKERS], or ClusterBench day SILOS [MINUTES].
var number = (int at, int otherwise) => args.Length > at ? int.Parse(args[at]) : otherwise;
switch (args is [var mode, ..] ? mode : "")
{
    case "load":
        return await LoadRun.RunAsync(silos: number(1, 1), TimeSpan.FromSeconds(number(2, 20)), workers: number(3, 64));
    case "faults":
        return await FaultRun.RunAsync(TimeSpan.FromSeconds(number(1, 20)), workers: number(2, 24));
    case "day":
        return await DayRun.RunAsync(silos: number(1, 1), TimeSpan.FromMinutes(number(2, 60)));
    default:
        Console.Error.WriteLine("ClusterBench load SILOS [SECONDS] [WORKERS] | faults [SECONDS A PHASE] [WORKERS] | day SILOS [MINUTES]");
        return 2;
}
