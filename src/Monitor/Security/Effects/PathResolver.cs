using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>Resolves a word to the path that a program would use, if it can be known.</summary>
internal static class PathResolver
{
    public static ResolvedPath Resolve(string text, ShellWalk walk, ShellState state)
    {
        // A variable that nothing sets, in the middle of a known file's name, only hides that.
        if (text.LastIndexOf(Field.Unset) > 0 && WithoutUnset(text) is { } plain
            && Resolve(plain, walk, state) is { Kind: not FileKind.Other, Scope: not PathScope.Project } known)
        {
            return known;
        }

        var isEmptyVariable = false;
        if (text.StartsWith(Field.Unset) && text.Length > 1)
        {
            // The path if the variable is empty.
            isEmptyVariable = text[1] == '/';
            text = isEmptyVariable ? text.Replace(Field.Unset.ToString(), "", StringComparison.Ordinal) : text;
        }

        var isKnown = Field.IsKnownText(text);
        // Windows paths; in others a backslash is hardly ever part of a name.
        text = text.Replace('\\', '/').Replace(Field.Unknown, '*').Replace(Field.Unset, '*');
        var hasUnknownStart = text.StartsWith('*') && text.Contains('/', StringComparison.Ordinal);
        if (text.Length == 0 || hasUnknownStart || (state.Folder is null && !IsAbsolute(text)))
        {
            var kindOfName = text.Length == 0 ? FileKind.Other : KnownFiles.KindOf($"/{text}", PathScope.Unknown);
            return new ResolvedPath(text, PathScope.Unknown, kindOfName, IsPattern: false, IsEmptyVariable: false);
        }

        var full = ProjectBoundary.Normalise(text, state.Folder ?? "/", walk.Home);
        var written = full;
        full = FollowLinks(full, walk);
        var isThroughLink = !ReferenceEquals(written, full) && walk.Boundary.ScopeOf(written, null) is PathScope.Project;
        var isShared = false;
        foreach (var (inside, outside) in state.Mounts)
        {
            if (ProjectBoundary.IsWithin(full, inside))
            {
                full = ProjectBoundary.Normalise(outside + full[inside.Length..], "/", walk.Home);
                isShared = true;
                break;
            }
        }

        var slash = full.LastIndexOf('/');
        var name = full[(slash + 1)..];
        var isPattern = GlobPattern.HasPattern(name);
        var folder = isPattern ? slash <= 0 ? "/" : full[..slash] : full;
        var scope = walk.Boundary.ScopeOf(folder, isPattern ? name : null);
        var kind = KnownFiles.KindOf(full, scope, walk.Project);
        var mayBeSecret = (kind is FileKind.Other or FileKind.SystemSettings) && isKnown && scope is not PathScope.Project;
        if (mayBeSecret && GlobPattern.HasPattern(full))
        {
            kind = SecretPattern.KindOf(full) is var secret and not FileKind.Other ? secret : kind;
        }

        return new ResolvedPath(folder, scope, kind, isPattern, isEmptyVariable)
        {
            IsShared = isShared,
            IsThroughLink = isThroughLink,
            IsWide = isKnown && name is "*",
        };
    }

    /// <summary>The text without unset variables if all of them are between two letters; otherwise null.</summary>
    private static string? WithoutUnset(string text)
    {
        for (var at = text.IndexOf(Field.Unset); at >= 0; at = text.IndexOf(Field.Unset, at + 1))
        {
            if (at == 0 || at + 1 == text.Length || !char.IsAsciiLetter(text[at - 1]) || !char.IsAsciiLetter(text[at + 1]))
            {
                return null;
            }
        }

        return text.Replace(Field.Unset.ToString(), "", StringComparison.Ordinal);
    }

    /// <summary>The folder that `cd` would enter; null if unknown.</summary>
    public static string? Folder(string text, ShellWalk walk, ShellState state)
    {
        var unknown = text.AsSpan().IndexOfAny(Field.Unknown, Field.Unset);
        if (unknown > 0 && text.StartsWith('/'))
        {
            text = text.Replace(Field.Unknown, '*').Replace(Field.Unset, '*');
            return FollowLinks(ProjectBoundary.Normalise(text, "/", walk.Home), walk);
        }

        if (unknown >= 0 || (state.Folder is null && !IsAbsolute(text)))
        {
            return null;
        }

        var full = ProjectBoundary.Normalise(text, state.Folder ?? "/", walk.Home);
        return !GlobPattern.HasPattern(text) || walk.Boundary.AreBeside(full) ? FollowLinks(full, walk) : null;
    }

    private static bool IsAbsolute(string text) => text.StartsWith('/') || text.StartsWith('~') || (text.Length > 1 && text[1] == ':');

    private static string FollowLinks(string full, ShellWalk walk)
    {
        foreach (var (link, target) in walk.Links)
        {
            if (ProjectBoundary.IsWithin(full, link))
            {
                return target.TrimEnd('/') + full[link.Length..];
            }
        }

        return full;
    }
}
