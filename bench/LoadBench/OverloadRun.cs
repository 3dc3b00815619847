using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>
/// More senders than the server has room for. It must go on answering those that it takes, refuse the others at once, and not grow.
/// </summary>
internal static class OverloadRun
{
    private const double AllowedGrowthMiB = 50;

    /// <summary>Runs and returns 1 where the server grew by more than is allowed between two fifths of the time and its end.</summary>
    public static async Task<int> RunAsync(int seconds, int connections, string? postgres)
    {
        var names = new LoadNames(200);
        var requests = new Requests(Load.Today, names);
        using var server = await ServerProcess.StartToolTimeAsync(names, postgres);
        var resident = new List<double>();
        var slices = 10;
        for (var slice = 1; slice <= slices; slice++)
        {
            var result = await Load.RunAsync(server.Port, requests, connections, TimeSpan.FromSeconds((double)seconds / slices));
            resident.Add(server.ResidentMiB);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{slice * seconds / slices,4} s  {server.ResidentMiB,6:N0} MiB  {result.PerSecond,8:N0}/s  {result}"
                )
            );
        }

        var growth = resident[^1] - resident[(slices * 2 / 5) - 1];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Grew by {growth:N0} MiB from {seconds * 2 / 5} s to {seconds} s; {AllowedGrowthMiB} are allowed."
            )
        );
        return growth > AllowedGrowthMiB ? 1 : 0;
    }
}
