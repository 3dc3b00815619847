using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Output;

/// <summary>How many of the lines that agents wrote in a project are on its main branch.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Written">Lines added by successful changes, except those too short to be recognised.</param>
/// <param name="Merged">Those that are in the same file on the main branch.</param>
/// <param name="CostUsd">The cost of the sessions that wrote them.</param>
/// <param name="Branch">The branch examined.</param>
internal sealed record MergedLines(string Project, int Written, int Merged, decimal CostUsd, string Branch)
{
    private const int MostProjects = 50;
    private const int FewestLines = 200;
    private const decimal LeastDollars = 5;
    private const double LeastShare = 0.25;

    // Work is merged some days after it is written.
    private static readonly TimeSpan Time = TimeSpan.FromDays(3);

    /// <summary>The cost of a merged line, in dollars; null if none was merged.</summary>
    public decimal? CostPerLineUsd => Merged == 0 ? null : decimal.Round(CostUsd / Merged, 4);

    /// <summary>For the projects that exist here and use git; sessions of the last three days are left out.</summary>
    public static IReadOnlyList<MergedLines> Make(
        IReadOnlyList<RecordedSession> sessions,
        DateTimeOffset now,
        Func<string, MainBranch?> branchOf
    )
    {
        var projects = sessions
            .Where(session => IsThere(session.Folder) && session.Last <= now - Time && session.Calls.Any(Writes))
            .GroupBy(session => Security.RepositoryFolder.Find(ProjectFolder.Find(session.Folder!)), StringComparer.Ordinal)
            .OrderByDescending(project => project.Sum(session => session.Cost))
            .Take(MostProjects);
        return [.. projects.Select(project => Make(project.Key, [.. project], branchOf)).OfType<MergedLines>()];
    }

    /// <summary>
    /// `costs.merged-line`: of at least 200 lines that cost at least five dollars, less than a quarter is on the main branch three days
    /// later.
    /// </summary>
    public static IEnumerable<Insight> Find(IReadOnlyList<MergedLines> projects, IReadOnlyList<RecordedSession> sessions)
    {
        foreach (
            var project in projects.Where(project =>
                project.Written >= FewestLines && project.CostUsd >= LeastDollars && project.Merged < LeastShare * project.Written
            )
        )
        {
            var costly = sessions
                .Where(session => session.Project == project.Project && session.Calls.Any(Writes))
                .OrderByDescending(session => session.Cost)
                .ThenBy(session => session.First)
                .Take(3);
            yield return new Insight
            {
                Kind = "costs.merged-line",
                Subject = project.Project,
                Says = FormattableString.Invariant(
                    $"Of {project.Written:N0} lines that agents wrote in {project.Project}, {project.Merged:N0} are on {project.Branch}: ${project.CostPerLineUsd ?? project.CostUsd:0.00} a line."
                ),
                Figures =
                [
                    new("lines written", project.Written, "lines"),
                    new("lines on the main branch", project.Merged, "lines"),
                    new("cost of the sessions", (double)project.CostUsd, "usd"),
                ],
                Evidence =
                [
                    .. costly.Select(session => new InsightEvidence(
                        session.Client,
                        session.Session,
                        session.Project,
                        session.First,
                        FormattableString.Invariant($"${session.Cost:0.00} in this session")
                    )),
                ],
                Change = "Say whether this was meant to be thrown away; if not, plan it in smaller steps that are merged one by one.",
            };
        }
    }

    // If a worktree that a user made was removed, its repository is unknown.
    private static bool IsThere(string? folder) => folder is not null && Directory.Exists(ProjectFolder.Find(folder));

    // A file in a client's worktree is, once merged, at the same path in the project that contains the worktrees.
    private static string InProject(string path)
    {
        var project = ProjectFolder.Find(path);
        var inWorktree = path.AsSpan(project.Length).TrimStart(@"/\");
        if (inWorktree.Length == 0)
        {
            return path;
        }

        // `.claude`, `worktrees`, and the worktree's own name.
        for (var parts = 3; parts > 0; parts--)
        {
            inWorktree = inWorktree[(inWorktree.IndexOfAny('/', '\\') + 1)..];
        }

        return Path.Join(project, inWorktree);
    }

    private static MergedLines? Make(string folder, List<RecordedSession> sessions, Func<string, MainBranch?> branchOf)
    {
        using var branch = branchOf(folder);
        if (branch is null)
        {
            return null;
        }

        var (written, merged) = (0, 0);
        foreach (
            var file in sessions
                .SelectMany(session => session.Calls)
                .Where(Writes)
                .SelectMany(call => call.Detail!.Paths.Take(1).Select(path => (Path: path, call.Detail.Lines)))
                .GroupBy(change => change.Path, StringComparer.Ordinal)
        )
        {
            var lines = file.SelectMany(change => change.Lines).ToHashSet();
            written += lines.Count;
            if (branch.Lines(InProject(file.Key)) is { } there)
            {
                merged += lines.Count(there.Contains);
            }
        }

        return written == 0
            ? null
            : new MergedLines(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
                written,
                merged,
                decimal.Round(sessions.Sum(session => session.Cost), 6),
                branch.Name
            );
    }

    private static bool Writes(RecordedCall call) => call is { Outcome: CallOutcome.Ok, Detail: { IsChange: true, Lines.Count: > 0 } };
}
