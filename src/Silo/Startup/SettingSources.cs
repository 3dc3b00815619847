namespace ToolTime.Silo.Startup;

/// <summary>The sources of settings; later ones take precedence.</summary>
internal static class SettingSources
{
    /// <summary>The prefix of ASP.NET Core's environment variables.</summary>
    public const string FrameworkPrefix = "ASPNETCORE_";

    private const string File = "appsettings.json";
    private const string DefaultUrls = "http://127.0.0.1:8787";

    /// <summary>
    /// appsettings.json next to the executable, then in the working directory, then the environment (TOOLTIME__Section__Key), then the
    /// command line. The listening addresses may also come from ASPNETCORE_URLS.
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
                throw new FormatException($"urls: {url} is not an address to listen on, such as {DefaultUrls}.");
            }
        }
    }
}
