namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Folders of a home with personal things that an agent does not work on: documents, pictures, messages.</summary>
internal static class PersonalFolders
{
    private static readonly string[] Homes = ["/home/", "/Users/", "C:/Users/"];

    /// <summary>Names below a folder of homes that do not belong to a user.</summary>
    private static readonly string[] Shared = ["Shared", "Public", "Default", "linuxbrew", "lost+found", "common", "data", "group", "groups",
        "projects", "work", "workspace", "workspaces"];

    /// <summary>Where development containers put projects; their homes depend on the image.</summary>
    private static readonly string[] ContainerFolders = ["/workspaces", "/workspace"];

    /// <summary>Folders of which a single file is everyday work, but many files are not.</summary>
    private static readonly string[] Documents = ["/Documents", "/Downloads", "/Desktop", "/Pictures", "/Photos", "/Movies", "/Videos",
        "/Music", "/Dropbox", "/OneDrive", "/Google Drive", "/Library/Mobile Documents", "/Library/CloudStorage"];

    /// <summary>Folders of which a single file is too much.</summary>
    private static readonly string[] Messages = ["/Library/Messages", "/Library/Mail", "/Library/Calendars", "/Library/Reminders",
        "/Library/Application Support/AddressBook", "/Library/Application Support/Signal", "/Library/Application Support/Slack",
        "/Library/Group Containers/group.com.apple.notes", "/.thunderbird", "/.config/Signal", "/.config/Slack", "/.local/share/evolution",
        "/.local/share/TelegramDesktop", "/Maildir"];

    /// <summary>The folder, from its home on, that makes a path personal, or null.</summary>
    /// <param name="path">The path from its home on.</param>
    /// <param name="isMuch">Whether many files are meant.</param>
    public static string? Find(string path, bool isMuch) =>
        Array.Find(Messages, folder => ProjectBoundary.IsWithin(path, folder))
            ?? Array.Find(Documents, folder => path == folder || (isMuch && ProjectBoundary.IsWithin(path, folder)));

    /// <summary>Whether a name below a folder of homes does not belong to a user.</summary>
    public static bool IsShared(string name) => Shared.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path is in another user's home.</summary>
    /// <param name="path">The path, absolute.</param>
    /// <param name="project">The project's folder: anything next to it belongs to the same work.</param>
    /// <param name="home">The home that contains the working directory, if any.</param>
    /// <param name="realHome">The home of this process's user; null if unknown.</param>
    public static bool IsOfAnotherUser(string path, string project, string home, string? realHome)
    {
        var homes = FolderOfHomes(home);
        if (homes is null || !path.StartsWith(homes, StringComparison.Ordinal)
            || (realHome is not null && ((FolderOfHomes(realHome) != homes && project == home) || ProjectBoundary.IsWithin(path, realHome)))
            || Array.Exists(ContainerFolders, folder => ProjectBoundary.IsWithin(project, folder)))
        {
            return false;
        }

        var beside = project[..Math.Max(0, project.LastIndexOf('/'))];
        var user = path[homes.Length..].Split('/')[0];
        return user.Length > 0 && user != home[homes.Length..].Split('/')[0] && !IsShared(user) && !GlobPattern.HasPattern(user)
            && (beside.Length < homes.Length || !ProjectBoundary.IsWithin(path, beside));
    }

    private static string? FolderOfHomes(string home) =>
        Array.Find(Homes, folder => home.StartsWith(folder, StringComparison.Ordinal));
}
