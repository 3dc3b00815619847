namespace ToolTime.Recording.Platform;

/// <summary>The program that is running.</summary>
internal static class OwnExecutable
{
    /// <summary>Its path; started as a library of `dotnet`, that of the program beside the library; null if there is none.</summary>
    public static string? Path
    {
        get
        {
            if (Environment.ProcessPath is { } running && System.IO.Path.GetFileNameWithoutExtension(running) is not "dotnet")
            {
                return running;
            }

            var beside = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tooltime.exe" : "tooltime");
            return File.Exists(beside) ? beside : null;
        }
    }
}
