namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Folders of a home in which people have what is no work of an agent's: documents, pictures, messages.</summary>
internal static class PersonalFolders
{
    private static readonly string[] Homes = ["/home/", "/Users/", "C:/Users/"];

    /// <summary>Names below a folder of homes that are no user's.</summary>
    private static readonly string[] Shared = ["Shared", "Public", "Default", "linuxbrew", "lost+found"];

    /// <summary>Of which a single file is everyday work, and much of them is not.</summary>
    private static readonly string[] Documents = ["/Documents", "/Downloads", "/Desktop", "/Pictures", "/Photos", "/Movies", "/Videos",
        "/Music", "/Dropbox", "/OneDrive", "/Google Drive", "/Library/Mobile Documents", "/Library/CloudStorage"];

    /// <summary>Of which a single file is too much.</summary>
    private static readonly string[] Messages = ["/Library/Messages", "/Library/Mail", "/Library/Calendars", "/Library/Reminders",
        "/Library/Application Support/AddressBook", "/Library/Application Support/Signal", "/Library/Application Support/Slack",
        "/Library/Group Containers/group.com.apple.notes", "/.thunderbird", "/.config/Signal", "/.config/Slack", "/.local/share/evolution",
        "/.local/share/TelegramDesktop", "/Maildir"];

    /// <summary>The folder, from its home on, that makes a path a personal one; null where it is none.</summary>
    /// <param name="path">The path from its home on.</param>
    /// <param name="isMuch">Whether many files are meant.</param>
    public static string? Find(string path, bool isMuch) =>
        Array.Find(Messages, folder => ProjectBoundary.IsWithin(path, folder))
            ?? Array.Find(Documents, folder => path == folder || (isMuch && ProjectBoundary.IsWithin(path, folder)));

    /// <summary>Whether a path lies in the home of somebody else than the user of this one.</summary>
    public static bool IsOfAnotherUser(string path, string home)
    {
        var homes = Array.Find(Homes, folder => home.StartsWith(folder, StringComparison.Ordinal));
        if (homes is null || !path.StartsWith(homes, StringComparison.Ordinal))
        {
            return false;
        }

        var user = path[homes.Length..].Split('/')[0];
        return user.Length > 0 && user != home[homes.Length..].Split('/')[0] && !Shared.Contains(user) && !GlobPattern.HasPattern(user);
    }
}
