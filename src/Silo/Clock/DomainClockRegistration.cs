using ToolTime.Calendar;

namespace ToolTime.Silo.Clock;

/// <summary>Registers the two clocks: the system's for Orleans, and the domain's, which may be simulated.</summary>
internal static class DomainClockRegistration
{
    /// <summary>The setting for a file with a UTC instant; default none.</summary>
    private const string FileKey = "Clock:File";

    public static void AddDomainClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new DomainClock(ClockOf(configuration[FileKey])));
    }

    private static TimeProvider ClockOf(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return TimeProvider.System;
        }

        try
        {
            return new SimulatedClock(Path.GetFullPath(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"{FileKey} cannot be used: {exception.Message}", exception);
        }
    }
}
