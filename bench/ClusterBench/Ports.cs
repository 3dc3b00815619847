using System.Net;
using System.Net.Sockets;

namespace ToolTime.ClusterBench;

/// <summary>Ports for the processes that are started.</summary>
internal static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
