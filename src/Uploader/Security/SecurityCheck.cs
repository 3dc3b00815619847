using System.Text;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security check`: one JSON line in, one out, until the input ends.</summary>
internal static class SecurityCheck
{
    public static int Run(CommandContext context, string? rules, Stream input)
    {
        var engine = SecuritySetup.Engine(context, rules);
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in new CallLines(reader).Read())
        {
            context.Write(CheckLine.Answer(line, engine, ProjectOf));
        }

        return ExitCode.Fine;

        // A stream usually comes from few folders, and looking for a repository costs file accesses.
        string ProjectOf(string cwd)
        {
            if (!projects.TryGetValue(cwd, out var project))
            {
                project = RepositoryFolder.Find(cwd);
                if (projects.Count < 1024)
                {
                    projects[cwd] = project;
                }
            }

            return project;
        }
    }
}
