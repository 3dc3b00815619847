namespace ToolTime.Silo.Startup;

/// <summary>Where settings come from; the later wins.</summary>
internal static class Settings
{
    /// <summary>Environment variables of ASP.NET Core begin with it.</summary>
    public const string FrameworkPrefix = "ASPNETCORE_";

    private const string File = "appsettings.json";
    private const string DefaultUrls = "http://127.0.0.1:8787";

    /// <summary>
    /// appsettings.json beside the executable, then in the working directory, then the environment (TOOLTIME__Section__Key), then the
    /// command line. Where it listens may also come from ASPNETCORE_URLS.
    /// </summary>
    public static void UseToolTimeSettings(this ConfigurationManager configuration, string[] args)
    {
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection([new("urls", DefaultUrls)]);
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, File), optional: true);
        configuration.AddJsonFile(Path.Combine(Environment.CurrentDirectory, File), optional: true);
        configuration.AddEnvironmentVariables(FrameworkPrefix);
        configuration.AddEnvironmentVariables("TOOLTIME__");
        configuration.AddCommandLine(args);
        CheckUrls(configuration["urls"]!);
    }

    private static void CheckUrls(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                !Uri.TryCreate(
                    url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal),
                    UriKind.Absolute,
                    out _
                )
            )
            {
                throw new FormatException($"urls: {url} is no address to listen on.");
            }
        }
    }
}
