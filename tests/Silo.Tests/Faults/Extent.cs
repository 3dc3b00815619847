namespace ToolTime.Silo.Tests.Faults;

/// <summary>How much a fault test does: little in every run, a hundred times that with <c>eng/test --long</c>.</summary>
internal static class Extent
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TOOLTIME_LONG") == "1";

    /// <summary>The amount for this run.</summary>
    public static int Choose(int usual, int whenLong) => IsLong ? whenLong : usual;

    /// <summary>A random source whose seed is in the test's output; TOOLTIME_SEED repeats one.</summary>
    public static Random Chance()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TOOLTIME_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TOOLTIME_SEED={seed}");
        return new(seed);
    }
}
